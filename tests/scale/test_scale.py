"""The short form of `make scale`: six submissions, of which exactly the planted ones are named."""

from tests.scale.corpus import corpus, refused, sent
from tests.scale.running import run, wrong_audits, wrong_verdicts


def test_exactly_the_planted_differences_and_findings_are_named(tmp_path):
    truths = corpus(tmp_path, 6, distinct=1)
    folder = sent(tmp_path, 6)
    assert refused(tmp_path) == []
    verified = run("verify", folder / "bundles", "--processes", "2")
    checked = run("check", folder / "drafts", "--processes", "2")
    assert (verified.code, checked.code) == (1, 1)
    assert wrong_verdicts(folder, truths, verified) == []
    assert wrong_audits(folder, truths, checked) == []
    assert [one["bundle"] for one in verified.records] == sorted(
        str(folder / one.bundle) for one in truths
    )
    assert "共校验 6 份:完全一致 5 份,不一致 1 份,读不了 0 份" in verified.total
