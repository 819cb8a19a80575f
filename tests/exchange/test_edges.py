"""Edge lists: usual headings, hand-typed words, tuples; every odd word is named and none is guessed."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from coprod_tools.exchange import edges, recognise
from coprod_tools.exchange.edges import read_map
from coprod_tools.problems import InvalidInput
from tests.conftest import ROOT
from tests.exchange.table_files import counted, edge_list, notes_of, written

SAMPLE = ROOT / "templates" / "samples" / "workshop-edges.csv"


@pytest.mark.parametrize(
    ("cause", "effect"),
    [
        ("from", "to"),
        ("From", "To"),
        ("source", "target"),
        ("SOURCE", "TARGET"),
        ("cause", "effect"),
        ("origin", "destination"),
        ("Influence factor", "Influenced factor"),
        ("from_factor", "to_factor"),
        ("From (cause)", "To (effect)"),
        ("antecedent", "consequent"),
    ],
)
def test_the_usual_headings_are_known(tmp_path: Path, cause: str, effect: str) -> None:
    """Whatever their capitals, underscores and brackets."""
    found = edge_list(tmp_path, f"{cause},{effect}\nrain,flood\n")
    assert [(edge.cause, edge.effect) for edge in found.edges] == [("rain", "flood")]


@pytest.mark.parametrize("heading", ["sign", "polarity", "direction", "Polarity", "effect type"])
@pytest.mark.parametrize(
    ("word", "sign"),
    [
        ("positive", "+"),
        ("Positive", "+"),
        ("+", "+"),
        ("+1", "+"),
        ("pos", "+"),
        ("increases", "+"),
        ("more", "+"),
        ("negative", "-"),
        ("NEGATIVE ", "-"),
        ("-", "-"),
        ("−", "-"),
        ("-1", "-"),
        ("neg", "-"),
        ("decreases", "-"),
        ("less", "-"),
        ("?", "?"),
        ("", None),
    ],
)
def test_hand_typed_words_give_the_sign_they_say(tmp_path: Path, heading: str, word: str, sign: str | None) -> None:
    """A second row with a plain sign keeps a column called `direction` a column of signs."""
    found = edge_list(tmp_path, f"from,to,{heading}\na,b,{word}\nc,d,+\n")
    assert found.edges[0].sign == sign
    assert found.edges[0].strength is None
    assert found.edges[0].said == word.strip()


@pytest.mark.parametrize(
    ("word", "hint"), [("negatve", "negative"), ("postive", "positive"), ("decreses", "decreases"), ("purple", None)]
)
def test_a_word_that_is_not_known_is_named_and_not_guessed(tmp_path: Path, word: str, hint: str | None) -> None:
    """The link stays, with the word it was given; what may have been meant is only a question."""
    found = edge_list(tmp_path, f"from,to,sign\na,b,+\nc,d,{word}\n")
    assert len(found.edges) == 2
    assert found.edges[1].sign is None
    assert found.edges[1].said == word
    assert f"links.csv (line 3): the word {word} is not known" in notes_of(found)
    assert ("did you mean" in notes_of(found)) == (hint is not None)
    assert hint is None or f"did you mean {hint}?" in notes_of(found)
    assert counted(found.lost) == {"sign": 1}


def test_a_direction_that_is_not_known_is_kept_so_and_named(tmp_path: Path) -> None:
    """`?` is an answer, not a gap."""
    found = edge_list(tmp_path, "from,to,sign\na,b,?\n")
    assert found.edges[0].sign == "?"
    assert "line 2" in notes_of(found)
    assert not found.lost


@pytest.mark.parametrize(
    ("weight", "sign", "strength"),
    [
        ("0.6279198584775276", "+", "0.6279198584775276"),
        ("-0.25", "-", "0.25"),
        ("+0.25", "+", "0.25"),
        ("1", "+", "1"),
        ("-1.0", "-", "1.0"),
        (".5", "+", "0.5"),
        ("5e-1", "+", "0.5"),
        ("5", "+", None),
        ("-7", "-", None),
        ("0", None, "0"),
        ("-0.0", None, "0"),
        ("NaN", None, None),
        ("inf", None, None),
        ("1e400", "+", None),
        ("1e9999", None, None),
        ("1e-40", "+", None),
        ("9" * 90, None, None),
        ("=1+1", None, None),
        ("١", None, None),
    ],
)
def test_a_signed_weight_is_sign_and_strength(
    tmp_path: Path, weight: str, sign: str | None, strength: str | None
) -> None:
    """Outside -1 to 1 only the sign is believed; nothing is rescaled, nothing lost from view."""
    (edge,) = edge_list(tmp_path, f"from,to,weight\na,b,{weight}\n").edges
    assert edge.sign == sign
    assert edge.strength == (None if strength is None else Decimal(strength))
    assert edge.said == weight


def test_a_scale_of_answers_is_spoken_of_and_not_rescaled(tmp_path: Path) -> None:
    """Whole numbers from 1 to 5 may be a Likert scale; whether they are, only who made the file knows."""
    found = edge_list(tmp_path, "from,to,strength\na,b,1\nc,d,3\ne,f,5\n")
    assert [edge.strength for edge in found.edges] == [1, None, None]
    assert "go from 1 to 5" in notes_of(found)
    assert "Nothing was rescaled" in notes_of(found)


def test_words_for_strength_are_read_beside_a_sign(tmp_path: Path) -> None:
    """Five words; their numbers stand in knowledge/map_words.yaml."""
    text = "from,to,sign,strength\na,b,-,very weak\na,c,+,Strong\na,d,+,huge\n"
    found = edge_list(tmp_path, text)
    assert [edge.strength for edge in found.edges] == [Decimal("0.1"), Decimal("0.75"), None]
    assert "huge" in notes_of(found)


@pytest.mark.parametrize(("sign", "weight"), [("+", "-0.5"), ("negative", "+0.5")])
def test_a_word_and_a_number_that_disagree_leave_the_sign_open(tmp_path: Path, sign: str, weight: str) -> None:
    """Neither is believed over the other; both stay as they were said."""
    found = edge_list(tmp_path, f"from,to,sign,weight\na,b,{sign},{weight}\n")
    assert found.edges[0].sign is None
    assert found.edges[0].strength == Decimal("0.5")
    assert found.edges[0].said == f"{sign} {weight}"
    assert "disagree" in notes_of(found)


def test_a_number_without_a_sign_beside_a_word_says_only_how_strong(tmp_path: Path) -> None:
    """People write `negative, 0.5`."""
    (edge,) = edge_list(tmp_path, "from,to,sign,weight\na,b,negative,0.5\n").edges
    assert (edge.sign, edge.strength) == ("-", Decimal("0.5"))


def test_everything_a_row_says_comes_through(tmp_path: Path) -> None:
    """By the names people give their columns."""
    head = "From,To,Polarity,Strength,Confidence,Time lag,Assumption,Evidence,Comment,participant_number"
    (edge,) = edge_list(tmp_path, f"{head}\na,b,+,0.4,High,2 years,if funded,a study,hm,7\n").edges
    assert (edge.confidence, edge.delay, edge.assumption) == ("high", "2 years", "if funded")
    assert (edge.evidence, edge.note, edge.held_by, edge.line) == ("a study", "hm", "7", 2)


def test_links_are_counted_by_participant_without_a_name(tmp_path: Path) -> None:
    """A code may stand in the report; what may be a person's name becomes a number."""
    found = edge_list(tmp_path, "from,to,participant\na,b,P1\na,c,P1\na,b,Aroha Smith\n")
    assert found.carried["links_by_participant"] == {"P1": 2, "participant no. 2 of the file": 1}
    assert [edge.held_by for edge in found.edges] == ["P1", "P1", "Aroha Smith"]


def test_words_that_differ_in_capitals_or_blanks_are_one_concept(tmp_path: Path) -> None:
    """And it is said; other words stay apart."""
    found = edge_list(tmp_path, "from,to\nRain fall,flood\nrain  fall,Flood\nrainfall,flood\n")
    assert [node.label for node in found.nodes] == ["Rain fall", "flood", "rainfall"]
    assert [edge.cause for edge in found.edges] == ["Rain fall", "Rain fall", "rainfall"]
    assert "taken as one concept" in notes_of(found)


def test_equal_links_loops_and_cycles_are_all_kept(tmp_path: Path) -> None:
    """Two people saying the same is two links; a map need not be free of cycles."""
    found = edge_list(tmp_path, "from,to,sign\na,b,+\na,b,+\nb,a,-\na,a,+\n")
    assert [(edge.cause, edge.effect) for edge in found.edges] == [("a", "b"), ("a", "b"), ("b", "a"), ("a", "a")]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_delimiter_mark_and_line_end_do_not_matter(tmp_path: Path, delimiter: str, mark: str, end: str) -> None:
    """As spreadsheets of several countries save them."""
    rows = [["from", "to", "sign"], ["heavy rain, wind", "flood", "+"], ['a "b"', "c", "-"]]
    quoted = [[f'"{cell}"'.replace('"b"', '""b""') if " " in cell else cell for cell in row] for row in rows]
    found = edge_list(tmp_path, mark + end.join(delimiter.join(row) for row in quoted))
    assert [(edge.cause, edge.effect, edge.sign) for edge in found.edges] == [
        ("heavy rain, wind", "flood", "+"),
        ('a "b"', "c", "-"),
    ]


def test_a_line_break_inside_quotes_is_a_blank_and_the_next_line_is_still_right(tmp_path: Path) -> None:
    """Lines are those of the file, not of the records."""
    found = edge_list(tmp_path, 'from,to,sign\n"two\nlines",b,+\nc,d,zzz\n')
    assert found.nodes[0].label == "two lines"
    assert [edge.line for edge in found.edges] == [2, 4]
    assert "line 4" in notes_of(found)


def test_a_decimal_comma_is_read_and_said_and_thousands_are_not_guessed(tmp_path: Path) -> None:
    """0,5 can only be a half; 1,000 may be a thousand or one."""
    found = edge_list(tmp_path, "from;to;weight\na;b;0,5\nc;d;1,000\n")
    assert [edge.strength for edge in found.edges] == [Decimal("0.5"), None]
    assert "decimal sign" in notes_of(found)


def test_ragged_rows_are_named_with_their_line_and_no_cell_is_lost_unsaid(tmp_path: Path) -> None:
    """A short row is filled up; a long one can't be told apart, so all its cells are reported."""
    found = edge_list(tmp_path, "from,to,sign\na,b\nc,d,+,extra\n,e,+\ng,h,-\n")
    assert [(edge.cause, edge.sign) for edge in found.edges] == [("a", None), ("g", "-")]
    said = notes_of(found)
    assert "(line 2)" in said
    assert "(line 3)" in said
    assert "(line 4)" in said
    assert counted(found.lost) == {"from": 1, "to": 2, "sign": 2, "#4": 1}
    assert found.carried["rows"] == 4
    assert found.carried["rows_set_aside"] == 2


def test_a_column_nobody_knows_is_reported_and_a_near_heading_asked_about(tmp_path: Path) -> None:
    """Its cells are counted; those that may reach a person are not shown."""
    found = edge_list(tmp_path, "from,to,strenght,email,colour\na,b,0.5,a@example.org,red\n")
    assert counted(found.lost) == {"strenght": 1, "email": 1, "colour": 1}
    assert "did you mean strength?" in notes_of(found)
    assert {row.field: row.examples for row in found.lost}["email"] == ()


def test_a_title_may_stand_above_the_headings(tmp_path: Path) -> None:
    """It is reported as lost."""
    found = edge_list(tmp_path, "My workshop,,\nfrom,to,sign\na,b,+\n")
    assert len(found.edges) == 1
    assert counted(found.lost) == {"above the headings": 1}


def test_three_columns_without_headings_are_read_and_said(tmp_path: Path) -> None:
    """When every row ends in a weight, or in a word for a sign."""
    found = edge_list(tmp_path, "a,b,0.5\nb,c,-1\n")
    assert [(edge.cause, edge.effect, edge.sign) for edge in found.edges] == [("a", "b", "+"), ("b", "c", "-")]
    assert "no headings" in notes_of(found)
    assert edge_list(tmp_path, "a,b,positive\nb,c,negative\n").edges[1].sign == "-"


def test_a_line_without_direction_is_not_given_one(tmp_path: Path) -> None:
    """Kumu writes `undirected` in its own column."""
    found = edge_list(tmp_path, "from,to,direction,type\na,b,undirected,+\nc,d,directed,-\n")
    assert [edge.directed for edge in found.edges] == [False, True]
    assert [edge.sign for edge in found.edges] == ["+", "-"]


def test_tuples_are_read_with_names_from_the_file_beside_them(tmp_path: Path) -> None:
    """As in published fuzzy cognitive maps; a line of another form is set aside and named."""
    written(tmp_path, "clot-verts.csv", '{1:"HCP", 2:"stas", 3:"alone"}')
    found = edge_list(tmp_path, "(1, 2, 0.4),\n(2, 1, -0.6),\n(2, 1),\n(1, 1, 1)", "clot-fcm.csv")
    assert [(edge.cause, edge.effect, edge.sign, edge.strength) for edge in found.edges] == [
        ("1", "2", "+", Decimal("0.4")),
        ("2", "1", "-", Decimal("0.6")),
        ("1", "1", "+", Decimal(1)),
    ]
    assert {node.id: node.label for node in found.nodes} == {"1": "HCP", "2": "stas", "3": "alone"}
    assert "(line 3)" in notes_of(found)
    assert counted(found.lost) == {"line": 1}


def test_names_alone_are_a_map_without_links(tmp_path: Path) -> None:
    """And that is said."""
    found = edge_list(tmp_path, "1,FEAR,Fear\n2,usd,US posture\n", "trap-verts.csv")
    assert [node.label for node in found.nodes] == ["Fear", "US posture"]
    assert not found.edges
    assert "no links" in notes_of(found)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", None),
        ("\n\n", None),
        ("name,age\nx,3\n", 1),
        ("from,to\n", None),
        ("from,to\n,\n", None),
        ("from,to,from\na,b,c\n", 1),
        ('from,to\n"a,b\n', 2),
        ('from,to\n"a"x,b\n', 2),
        (b"from,to\na,caf\xe9\n", 2),
        (b"from,to\na,b\0\n", None),
        ("from,to\na,b\n".encode("utf-16"), None),
        ("from,to" + "," * 200_000 + "\na,b\n", 1),
        ("from,to\n" + "x" * 140_000 + ",b\n", 2),
        ("from,to\n" + "\n" * 1_000_000, 2 * 200_000 + 30 + 1),
    ],
)
def test_what_can_t_be_read_is_refused_with_its_line(tmp_path: Path, text: str | bytes, line: int | None) -> None:
    """Nothing but our own error."""
    with pytest.raises(InvalidInput) as refusal:
        edge_list(tmp_path, text)
    (fault,) = refusal.value.faults
    assert fault.file == "links.csv"
    assert line is None or fault.line == line
    assert "(" in fault.message


def test_a_heading_with_a_typo_is_asked_about(tmp_path: Path) -> None:
    """What may have been meant is said in the refusal."""
    with pytest.raises(InvalidInput, match=r"origin.*destination|destinaton"):
        edge_list(tmp_path, "origin,destinaton\na,b\n")


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("from,to\na,b\n", True),
        ("(1, 2, 0.4),\n", True),
        ("a,b,0.5\n", True),
        ("name,age\nx,3\n", False),
        ("from,to,amount\n2020-01-01,2020-12-31,5\n", False),
        ("participant,group-id,n-votes\n1,0,3\n", False),
        ("a,b,c\n", False),
        ("{}", False),
    ],
)
def test_an_edge_list_is_recognised_and_nothing_else_is(tmp_path: Path, text: str, is_one: bool) -> None:
    """A table of something else is nobody's; periods are no links."""
    path = written(tmp_path, "table.csv", text)
    found = recognise(path)
    assert (found is not None and found.name == "edges") == is_one


def test_ten_thousand_odd_words_make_a_short_report(tmp_path: Path) -> None:
    """Each link is kept, the kinds of oddity are bounded, and how many more there are is said."""
    rows = "".join(f"a{row},b{row},zz{row}q\n" for row in range(10_000))
    found = edge_list(tmp_path, "from,to,sign\n" + rows)
    assert len(found.edges) == 10_000
    assert len(found.notes) == 201
    assert "9800" in found.notes[-1]


def test_the_shipped_sample_reads_as_it_says() -> None:
    """Made-up; eight rows below the headings, of which one names no effect."""
    found = read_map(SAMPLE)
    assert len(found.edges) == 7
    assert found.carried["rows_set_aside"] == 1
    assert "negatve" in notes_of(found)
    assert edges.recognise(SAMPLE, SAMPLE.read_bytes())
