"""An assessment's marks on the chain: barriers block, those to be asked may overcome, nobody has agreed."""

from __future__ import annotations

from coprod_tools.chain import downstream, with_marks
from tests.drawing import samples


def test_marks_are_added_and_the_chain_given_stays_as_it_was() -> None:
    """Three barriers and three opportunities by hand."""
    chain = samples.normal()
    before = chain.graph.number_of_nodes()
    marked = with_marks(chain, samples.marks(chain, more=True))
    assert chain.graph.number_of_nodes() == before
    assert marked.graph.number_of_nodes() == before + 6
    assert len(marked.nodes("barrier")) == len(marked.nodes("opportunity")) == 3


def test_a_barrier_blocks_what_it_hits_else_its_stage() -> None:
    """One names an activity; one names nothing."""
    chain = samples.normal()
    marked = with_marks(chain, samples.marks(chain, more=True))
    assert [target for target, _ in marked.out_of("barrier:b4.options", "blocks")] == ["activity:decide"]
    assert [target for target, _ in marked.out_of("barrier:b2.delivery", "blocks")] == ["stage:delivery"]
    assert "activity:fund" in downstream(marked, "barrier:b4.options")


def test_who_is_to_be_asked_and_what_rests_on_the_same_fields_may_overcome_it() -> None:
    """Asked is not agreed."""
    chain = samples.normal()
    marked = with_marks(chain, samples.marks(chain, more=True))
    over = dict(marked.into("barrier:b4.options", "overcomes"))
    assert set(over) == {"actor:ministry", "opportunity:options.design"}
    assert over["actor:ministry"]["asked"] is True


def test_no_actor_takes_part_in_an_opportunity_that_it_has_not_agreed_to() -> None:
    """Nothing is said on another's behalf."""
    chain = samples.normal()
    marked = with_marks(chain, samples.marks(chain, more=True))
    assert not [node for node in marked.nodes("opportunity") if list(marked.into(node, "takes_part"))]
