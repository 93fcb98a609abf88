"""YEAR: what the report of one year and that of the year before assert together."""

from __future__ import annotations

from collections.abc import Iterator

from ipextract.model import Claim, Period, Relation, Role, Severity, apart
from ipextract.rulebook import Rulebook
from ipextract.structure.prices import at_constant_prices
from ipextract.years.edition import Edition
from ipextract.years.keys import Key, before, period_of, settled
from ipextract.years.levels import Levels
from ipextract.years.ordinals import editions, streaks

_SENTENCE_ENDS = "。！？\n"
_RELATIVE = frozenset({"growth", "change"})


def find(earlier: Edition, later: Edition, rulebook: Rulebook) -> Iterator[Relation]:
    """Every relation between two reports of consecutive years, restated levels first, then in the later one's order.

    A relation is no louder than a suspicion where only the indicator's name says that both mean the same, and than an
    info where the sentence says that another basis was used, or levels of such a thing are revised every year.
    """
    pair = _Pair(earlier, later, rulebook)
    yield from pair.restated()
    yield from pair.relative()
    yield from pair.cumulative()
    yield from pair.stocks()
    yield from pair.ranks()
    yield from editions(earlier, later, rulebook)
    yield from streaks(earlier, later, rulebook)


class _Pair:
    def __init__(self, earlier: Edition, later: Edition, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self.money = rulebook.units_of("amount")
        self.text = later.text
        self.year = later.year
        self.claims = later.claims
        self.then, self.now = Levels(earlier, rulebook), Levels(later, rulebook)
        self.last_year = earlier.year
        self.ranks_then = _ranks(earlier, self.then)
        self.ranks_now = _ranks(later, self.now)

    def restated(self) -> Iterator[Relation]:
        """The level of the year before, as this report and that year's report print it."""
        for key, period in self.now:
            then = self.then.fact(key, period)
            now = self.now.fact(key, period)
            if then is not None and now is not None and period.year == self.last_year and settled(then):
                yield self.relation("restated", key, now, Role("claim", then), Role("claim", now))

    def relative(self) -> Iterator[Relation]:
        """Growth and change of a level against the level in the report of the year before, once for each series."""
        seen: set[tuple[str, Key, str]] = set()
        for claim in self.claims:
            level = self.now.by_id.get(claim.of or "") if claim.kind in _RELATIVE else None
            key = self.now.key(level) if level is not None else None
            if level is None or key is None or not self.yearly(claim):
                continue
            prior = self.then.fact(key, before(period_of(level)))
            if prior is None or not settled(prior) or (claim.kind, key, claim.quote) in seen:
                continue
            seen.add((claim.kind, key, claim.quote))
            # The most exact print of the level says most: 249 万余 here, 2490176 elsewhere.
            best = self.now.fact(key, period_of(level)) or level
            kind = "year-growth" if claim.kind == "growth" else "year-change"
            yield self.relation(kind, key, claim, Role("level", best), Role(claim.kind, claim), Role("prior", prior))

    def yearly(self, claim: Claim) -> bool:
        """True for what is said against the year before, not against last month or five years ago."""
        yearly = self.rulebook.terms.yearly
        return claim.base in yearly and not apart(claim.qualifier) and not claim.period.spans_years

    def cumulative(self) -> Iterator[Relation]:
        """All there has been so far is no less than a year ago."""
        for key, now, then in self.both():
            leaves = any(word in now.indicator for word in self.rulebook.words["runs_through"])
            if key.basis == "cumulative" and not leaves and now.kind in {"count", "amount"}:
                yield self.relation("year-cumulative", key, now, Role("earlier", then), Role("later", now))

    def stocks(self) -> Iterator[Relation]:
        """What there is has grown by no more than what came in, both under one name."""
        for key, now, then in self.both():
            if key.basis not in {"stock", "cumulative"} or now.kind != "count":
                continue
            rule = self.rulebook.catalogue.rules.get(key.indicator)
            name = rule.inflow if rule is not None and rule.inflow else key.indicator
            new = key._replace(indicator=name, basis="new")
            inflow = self.now.fact(new, Period(now.period.year))
            if inflow is not None:
                roles = Role("earlier", then), Role("later", now), Role("inflow", inflow)
                yield self.relation("year-stock", key, now, *roles)

    def both(self) -> Iterator[tuple[Key, Claim, Claim]]:
        """Every series with the level of this year and that of the year before as its own report has it."""
        for key, now in self.now.current(self.year).items():
            if key in self.now.disputed:
                continue
            then = self.then.fact(key, before(period_of(now)))
            if then is not None and settled(then):
                yield key, now, then

    def ranks(self) -> Iterator[Relation]:
        """位次与上年持平: the place that both reports print."""
        held = self.rulebook.words["rank_name"]
        for claim in self.claims:
            if claim.kind != "growth" or claim.direction != "flat" or not claim.indicator.endswith(held):
                continue
            ranks = [(key, rank) for key, rank in self.ranks_now.items() if rank.char_end <= claim.char_start]
            near = max(ranks, key=lambda each: each[1].char_end, default=None)
            if near is None or any(end in self.text[near[1].char_end : claim.char_start] for end in _SENTENCE_ENDS):
                continue
            key, rank = near
            then = self.ranks_then.get(key)
            if then is not None:
                yield self.relation("year-rank", key[0], claim, Role("claim", then), Role("claim", rank))

    def relation(self, kind: str, key: Key, said: Claim, *roles: Role) -> Relation:
        """The relation as loud as its identity and its words allow."""
        cap: Severity | None = None if key.known else "suspicion"
        if self.other_basis(said, roles):
            cap = "info"
        return Relation(kind, kind, roles, said.quote, section=said.section, severity=cap)

    def other_basis(self, said: Claim, roles: tuple[Role, ...]) -> bool:
        """True where the sentence names another basis, or growth of such a thing is printed at constant prices."""
        words = self.rulebook.words
        if any(word in self.sentence(said) for word in words["other_basis"]):
            return True
        level = next((role.claim for role in roles if role.name == "level"), None)
        if level is None:
            return False
        if said.kind == "growth" and at_constant_prices(said, level, self.rulebook):
            return True
        real = level.unit.counted in self.money and said.kind == "growth"
        return any(word in level.indicator for word in words["revised_yearly"]) or (
            real and any(word in level.indicator for word in words["constant_prices"])
        )

    def sentence(self, claim: Claim) -> str:
        """The sentence that prints a claim of the later report."""
        start = max((self.text.rfind(end, 0, claim.char_start) for end in _SENTENCE_ENDS), default=-1) + 1
        ends = [at for end in _SENTENCE_ENDS if (at := self.text.find(end, claim.char_end)) >= 0]
        return self.text[start : min(ends, default=len(self.text))]


def _ranks(edition: Edition, levels: Levels) -> dict[tuple[Key, str], Claim]:
    """The places that a report prints, by series and by what is ranked; a place printed twice alike is one."""
    found: dict[tuple[Key, str], Claim] = {}
    for claim in edition.claims:
        level = levels.by_id.get(claim.of or "") if claim.kind == "rank" else None
        key = levels.key(level) if level is not None else None
        if key is not None and claim.value is not None and claim.period.year == edition.year:
            found.setdefault((key, claim.within or ""), claim)
    return found
