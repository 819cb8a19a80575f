META
key;value
description;"Made-up example: what a village would spend on; not a real vote"
country;Nowhere
unit;Example Village
instance;2026
num_projects;5
num_votes;12
budget;10000
vote_type;approval
rule;greedy
date_begin;01.03.2026
date_end;15.03.2026
max_length;3
language;en
currency;NZD
comment;"#1: Every row is made up; ""votes"" were counted by hand."
PROJECTS
project_id;cost;votes;name;category;target;proposer;selected
1;6000;7;"Bus shelter; with a seat";transport;everyone;Made-up Person;1
2;5000;5;Youth room;young people;young people;Made-up Person;0
3/A;4000;6;Community garden;environment;everyone;Made-up Person;1
4;3000;3;Te reo evenings;learning;everyone;Made-up Person;0
5;2000;3;Tool library;sharing;everyone;Made-up Person;0
VOTES
voter_id;age;sex;vote
v1;34;F;1,3/A
v2;51;M;1,3/A
v3;23;F;1,3/A
v4;67;M;1,3/A
v5;45;F;1,3/A
v6;38;M;1,3/A
v7;29;F;1
v8;19;F;2,4,5
v9;18;M;2,4,5
v10;20;;2,4,5
v11;21;M;2
v12;22;F;2
