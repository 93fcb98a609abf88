"""YEAR: what the report of one year and that of the year before assert together."""

from __future__ import annotations

from collections.abc import Iterator

from ipextract.model import PRIOR, Claim, Period, Relation, Role, Severity, apart
from ipextract.rulebook import Rulebook
from ipextract.years import uncompared
from ipextract.years.bases import Bases
from ipextract.years.edition import Edition
from ipextract.years.goals import goals
from ipextract.years.keys import BY_NAME, Key, before, period_of, settled
from ipextract.years.levels import Levels
from ipextract.years.ordinals import editions, streaks
from ipextract.years.ranks import moved
from ipextract.years.uncompared import Uncompared

_RELATIVE = frozenset({"growth", "change"})


def find(earlier: Edition, later: Edition, rulebook: Rulebook) -> Iterator[Relation | Uncompared]:
    """Every relation between two reports of consecutive years, restated levels first, then in the later one's order.

    A relation is no louder than a suspicion where only the indicator's name says that both mean the same, and than an
    info where a sentence says that another basis was used, or levels of such a thing are revised every year. Between
    them stand the claims that look back at the year before and have no counterpart, with the reason.
    """
    pair = _Pair(earlier, later, rulebook)
    yield from pair.restated()
    yield from pair.relative()
    yield from pair.cumulative()
    yield from pair.stocks()
    yield from pair.ranks()
    yield from pair.goals()
    yield from editions(earlier, later, rulebook)
    yield from streaks(earlier, later, rulebook)


class _Pair:
    def __init__(self, earlier: Edition, later: Edition, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self.bases = Bases(earlier, later, rulebook)
        self.editions = earlier, later
        self.year = later.year
        self.claims = later.claims
        self.then, self.now = Levels(earlier, rulebook), Levels(later, rulebook)
        self.last_year = earlier.year

    def restated(self) -> Iterator[Relation | Uncompared]:
        """The level of the year before, as this report and that year's report print it."""
        for key, period in self.now:
            now = self.now.fact(key, period)
            if now is None or period.year != self.last_year:
                continue
            then = self.then.fact(key, period)
            if self.bases.defines(now):
                yield Uncompared(now, uncompared.DEFINES)
            elif self.bases.several_years(now) or (then is not None and self.bases.several_years(then)):
                yield Uncompared(now, uncompared.SEVERAL_YEARS)
            elif then is not None and settled(then):
                yield self.relation("restated", key, now, Role("claim", then), Role("claim", now))
            elif PRIOR in now.qualifier.split():
                yield Uncompared(now, uncompared.of_level(self.then, key, period))

    def relative(self) -> Iterator[Relation | Uncompared]:
        """Growth and change of a level against the level in the report of the year before, once for each series."""
        seen: set[tuple[str, Key, str]] = set()
        for claim in self.claims:
            level = self.now.by_id.get(claim.of or "") if claim.kind in _RELATIVE else None
            key = self.now.key(level) if level is not None else None
            if level is None or key is None or claim.modality != "fact" or (claim.kind, key, claim.quote) in seen:
                continue
            seen.add((claim.kind, key, claim.quote))
            last = before(period_of(level))
            prior = self.then.fact(key, last)
            if not self.yearly(claim, level):
                yield Uncompared(claim, uncompared.of_rate(claim))
            elif prior is None or not settled(prior):
                yield Uncompared(claim, uncompared.of_level(self.then, key, last))
            elif self.bases.several_years(claim) or self.bases.several_years(prior):
                yield Uncompared(claim, uncompared.SEVERAL_YEARS)
            else:
                # The most exact print of the level says most: 249 万余 here, 2490176 elsewhere.
                best = self.now.fact(key, period_of(level)) or level
                roles = Role("level", best), Role(claim.kind, claim), Role("prior", prior)
                kind = "year-growth" if claim.kind == "growth" else "year-change"
                yield self.relation(kind, key, claim, *roles)

    def yearly(self, claim: Claim, level: Claim) -> bool:
        """True for what is said against the year before, not against last month or five years ago.

        A base may name that year (比2031年), and its budget where the level is one of a budget (比2031年预算).
        """
        if apart(claim.qualifier) or claim.period.spans_years:
            return False
        terms, base = self.rulebook.terms, claim.base or ""
        if base in terms.yearly:
            return True
        tail = base.removeprefix(self.last_year).removeprefix(terms.year_mark)
        named = base.startswith(self.last_year) and level.period.year == self.year
        return named and (not tail or tail in self.rulebook.words["year_tail"] or level.indicator.endswith(tail))

    def cumulative(self) -> Iterator[Relation]:
        """All there has been so far is no less than a year ago."""
        for key, now, then in self.both():
            leaves = any(word in now.indicator for word in self.rulebook.words["runs_through"])
            if key.basis == "cumulative" and not leaves and now.kind in {"count", "amount"}:
                yield self.relation("year-cumulative", key, now, Role("earlier", then), Role("later", now))

    def stocks(self) -> Iterator[Relation]:
        """What there is has grown by no more than what came in less what is said to have gone, all under one name."""
        for key, now, then in self.both():
            if key.basis not in {"stock", "cumulative"} or now.kind != "count":
                continue
            inflow = self.inflow(key, now)
            if inflow is not None:
                roles = [Role("earlier", then), Role("later", now), Role("inflow", inflow)]
                roles += [Role("outflow", claim) for claim in self.outflow(key, now)]
                yield self.relation("year-stock", key, now, *roles)

    def inflow(self, key: Key, now: Claim) -> Claim | None:
        """What came in over the year of what ``now`` says there is: 新建渔港 of 累计建成渔港."""
        year = Period(now.period.year)
        rule = self.rulebook.catalogue.rules.get(key.indicator)
        name = rule.inflow if rule is not None and rule.inflow else key.indicator
        found = self.now.fact(key._replace(indicator=name, basis="new"), year)
        if found is not None or key.known:
            return found
        bare = self.bare(now.indicator)
        same = [
            each
            for each, at in self.now
            if at == year and each.basis == "new" and each._replace(indicator=key.indicator, basis=key.basis) == key
        ]
        facts = [claim for each in same if (claim := self.now.fact(each, year)) and self.bare(claim.indicator) == bare]
        return facts[0] if len(facts) == 1 and bare else None

    def outflow(self, key: Key, now: Claim) -> Iterator[Claim]:
        """What is said to have gone of it over the year: 注销注册商标 of 注册商标."""
        bare = self.bare(now.indicator)
        for each, at in self.now:
            fact = self.now.fact(each, at) if at == now.period.year and each.unit == key.unit else None
            if fact is None or each.scope != key.scope or each.basis not in {"flow", "new"}:
                continue
            gone = next((word for word in self.rulebook.words["went_out"] if fact.indicator.startswith(word)), "")
            if gone and bare and self.bare(fact.indicator.removeprefix(gone)) == bare:
                yield fact

    def bare(self, name: str) -> str:
        """A name without the verbs by which such things come to be: 建成标准渔港 and 新建标准渔港 are 标准渔港."""
        verbs = self.rulebook.words["came_in"]
        while cut := next((verb for verb in verbs if name.startswith(verb) and len(name) > len(verb) + 1), ""):
            name = name.removeprefix(cut)
        return self.rulebook.catalogue.naming.key(name)

    def both(self) -> Iterator[tuple[Key, Claim, Claim]]:
        """Every series with the level of this year and that of the year before as its own report has it."""
        for key, now in self.now.current(self.year).items():
            if key in self.now.disputed or self.bases.several_years(now):
                continue
            then = self.then.fact(key, before(period_of(now)))
            if then is not None and settled(then) and not self.bases.several_years(then):
                yield key, now, then

    def ranks(self) -> Iterator[Relation]:
        """位次与上年持平, or two places ahead: held against the place that last year's report prints."""
        for place, said, roles in moved(self.then, self.now, self.rulebook):
            yield self.capped("year-rank", place.indicator, said, roles)

    def goals(self) -> Iterator[Relation]:
        """What was aimed at for this year, beside the outcome: a note."""
        for aim, outcome, roles in goals(*self.editions, self.rulebook):
            if not self.bases.several_years(outcome):
                yield self.capped("year-goal", aim.indicator, outcome, roles)

    def relation(self, kind: str, key: Key, said: Claim, *roles: Role) -> Relation:
        """The relation as loud as its identity and its words allow."""
        return self.capped(kind, key.indicator, said, roles)

    def capped(self, kind: str, indicator: str, said: Claim, roles: tuple[Role, ...]) -> Relation:
        """The relation as loud as its identity (an id of the catalogue, or a name alone) and its words allow."""
        cap: Severity | None = "suspicion" if indicator.startswith(BY_NAME) else None
        if self.bases.other(said, roles):
            cap = "info"
        levels = (role.claim for role in roles if role.name in {"level", "growth"})
        rule = "year-growth-real" if kind == "year-growth" and self.bases.real(levels) else kind
        return Relation(kind, rule, roles, said.quote, section=said.section, severity=cap)
