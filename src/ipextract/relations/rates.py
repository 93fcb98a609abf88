"""What a percentage asserts of the levels beside it: SHARE, GROWTH and CHANGE."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from ipextract.exact.interval import divide, meet, scale
from ipextract.model import ANNUAL, PRIOR, Claim, Relation, Role, Severity
from ipextract.relations.above import Above, bare, core, undone
from ipextract.relations.passage import LEVELS, Passage
from ipextract.rulebook import Rulebook

#: What is said to be a share may stand in brackets as a mere percentage: 占 36.8%，比上年（36.9%）下降.
_PERCENTAGES = {"share", "ratio"}
_TELLING_DIGITS = 3
#: So many characters before the name of a whole say whose it is: 岛屿国家进出口.
_PARTNER = 4
#: What was planned and what was done differ by less than this part of it.
_CLOSE = 10
_BREAK = regex.compile(r"[，、；：。,;:\n（()）]")


def growths(passage: Passage, rulebook: Rulebook) -> Iterator[Relation]:
    """A printed growth and the level it speaks of; growth over several years asserts nothing about last year."""
    by_id = _by_id(passage)
    for i, claim in enumerate(passage.claims):
        level = by_id.get(claim.of or "")
        yearly = not claim.period.is_span and claim.qualifier != ANNUAL
        if level is not None and (
            _grade(level)
            or _ranked(passage, level, rulebook)
            or _of_year_before(passage, i, rulebook)
            or _of_what_follows(passage, i, rulebook)
        ):
            continue
        if claim.kind == "growth" and yearly and level is not None and level.kind in (*LEVELS, "ratio"):
            roles = (Role("level", level), Role("growth", claim), *_prior(passage, level, claim.base, rulebook))
            yield Relation("growth", claim.rule, roles, claim.base or "", section=passage.section)


def _grade(level: Claim) -> bool:
    """True for the one of 一类 and 一批: a grade or a group, which does not grow."""
    return level.value == 1 and not any(ch.isdecimal() for ch in level.printed)


def _ranked(passage: Passage, level: Claim, rulebook: Rulebook) -> bool:
    """True for the 8 of 前 8 位, which says how many of a ranking are looked at."""
    words = rulebook.words
    index = next(i for i, c in enumerate(passage.claims) if c.claim_id == level.claim_id)
    lead = passage.leads[index].rstrip()
    return lead.endswith(words["ordinal_front"]) and not lead.endswith(words["not_ordinal_front"])


def _of_year_before(passage: Passage, index: int, rulebook: Rulebook) -> bool:
    """True for 在上年增长 6%的基础上: the growth is not of the level at hand."""
    behind = passage.text[passage.claims[index].char_end - passage.start :]
    clause = regex.split(r"[，；。,;\n]", behind, maxsplit=1)[0]
    return any(word in clause for word in rulebook.words["on_basis"])


def _of_what_follows(passage: Passage, index: int, rulebook: Rulebook) -> bool:
    """True for 比重超过 5%的县有 7 个: the rate picks out what is counted next and says nothing of the level before."""
    end = passage.claims[index].char_end
    clause = _BREAK.split(passage.text[end - passage.start :], maxsplit=1)[0]
    follows = any(c.char_start < end + len(clause) for c in passage.claims[index + 1 : index + 2])
    return follows and clause.lstrip().startswith(rulebook.words["particle"])


def _of_sum(passage: Passage, index: int, rulebook: Rulebook) -> bool:
    """True for 分别为 3 件和 5 件，合计占 2%: the share is of all that was listed, not of the last."""
    words = rulebook.words
    said = passage.outer(index).partition(rulebook.terms.share_of)[0]
    return any(word in said for word in words["stated_total"])


def changes(passage: Passage, rulebook: Rulebook) -> Iterator[Relation]:
    """An absolute change, the level it led to and, where printed, the level before and the growth."""
    changed = [c for c in passage.claims if c.kind == "change"]
    points = rulebook.units_of("point") if changed else frozenset()
    by_id = _by_id(passage)
    for claim in changed:
        level = by_id.get(claim.of or "")
        if level is None or not _changes(claim, level, points):
            continue
        growth = next(
            (
                g
                for g in passage.claims
                if g.kind == "growth" and g.of == claim.of and g.base == claim.base and g.qualifier != ANNUAL
            ),
            None,
        )
        grown = (Role("growth", growth),) if growth is not None else ()
        roles = (Role("level", level), Role("change", claim), *_prior(passage, level, claim.base, rulebook), *grown)
        yield Relation("change", claim.rule, roles, claim.base or "", section=passage.section)


def _changes(change: Claim, level: Claim, points: frozenset[str]) -> bool:
    """True when the change is of the level itself: in its unit, or in points of a rate."""
    if level.unit in ("%", "‰"):
        return change.unit in points
    return level.kind in (*LEVELS, "ratio") and change.unit == level.unit


def _year_before(claim: Claim, level: Claim) -> bool:
    """True when the two periods are alike and one year apart."""
    a, b = claim.period, level.period
    return a[:4].isdigit() and b[:4].isdigit() and int(a[:4]) + 1 == int(b[:4]) and a[4:] == b[4:]


def _prior(passage: Passage, level: Claim, base: str | None, rulebook: Rulebook) -> tuple[Role, ...]:
    """The level that ``base`` means, where the sentence prints it: of the year before, or of the year it names."""
    lists = rulebook.words
    yearly = base is None or base in (*lists["last_year"], rulebook.terms.year_ago, rulebook.terms.year_start)
    at = next((i for i, c in enumerate(passage.claims) if c.claim_id == level.claim_id), len(passage.claims))
    for claim in (*reversed(passage.claims[:at]), *passage.claims[at:]):
        if (
            claim.unit != level.unit
            or not _same_name(claim, level)
            or claim.scope != level.scope
            or claim.claim_id == level.claim_id
        ):
            continue
        if rulebook.moves(claim.rule) and (level.rule != claim.rule or claim.char_start > level.char_start):
            continue  # the first end of another movement
        before = claim.qualifier == PRIOR or _year_before(claim, level)
        named = base is not None and bool(claim.period.year) and base.startswith(claim.period.year)
        if (yearly and before) or named:
            return (Role("prior", claim),)
    return ()


def _same_name(claim: Claim, level: Claim) -> bool:
    """True for two numbers of one name and kind, a share in brackets being called a mere percentage of its part."""
    if claim.kind == level.kind:
        return claim.indicator == level.indicator
    return {claim.kind, level.kind} == _PERCENTAGES and level.indicator.startswith(claim.indicator)


def shares(passage: Passage, above: Above, rulebook: Rulebook) -> Iterator[Relation]:
    """A printed share, its part and, where the text prints it, the whole."""
    by_id = _by_id(passage)
    for i, claim in enumerate(passage.claims):
        part = by_id.get(claim.of or "")
        if claim.kind != "share" or part is None or part.kind not in LEVELS:
            continue
        said = claim.base is not None and claim.base in passage.leads[i]
        if _ranked(passage, part, rulebook) or _of_what_follows(passage, i, rulebook) or _of_sum(passage, i, rulebook):
            continue
        wholes = _wholes(passage, above, i, part, claim, rulebook, said=said)
        whole, cap = _fitting(part, claim, wholes)
        if whole is not None and not fits(part, whole, claim):
            whole = _done(passage, part, whole, claim) or whole
        between = passage.text[part.char_end - passage.start : claim.char_start - passage.start]
        if any(word in between for word in rulebook.words["other_measure"]):
            cap = "info"
        elif whole is not None and any(word in _lead(passage, whole) for word in rulebook.words["other_measure"]):
            cap = "suspicion"
        if whole is None and not _counted(passage, part, claim, rulebook):
            continue
        if _joint(passage, part, rulebook) and not (whole is not None and fits(part, whole, claim)):
            continue
        roles = (Role("part", part), *((Role("whole", whole),) if whole is not None else ()), Role("share", claim))
        yield Relation("share", claim.rule, roles, claim.base or "", section=passage.section, severity=cap)


def _lead(passage: Passage, claim: Claim) -> str:
    """The words before a claim of this sentence or of one above."""
    places = (each for each in (passage, *passage.earlier) if claim in each.claims)
    found = next(places, None)
    return found.leads[found.claims.index(claim)] if found is not None else ""


def _joint(passage: Passage, part: Claim, rulebook: Rulebook) -> bool:
    """True for the last of 甲和乙分别有 30 件和 20 件 or 甲 30 件、乙 20 件: a share behind it may be of all."""
    place = next((i for i, c in enumerate(passage.claims) if c.claim_id == part.claim_id), 0)
    if not place or not passage.leads[place].strip().startswith(rulebook.words["told_together"]):
        return False
    first = passage.claims[place - 1]
    shared = any(c.kind == "share" and c.of == first.claim_id for c in passage.claims)
    return (first.kind, first.unit) == (part.kind, part.unit) and not shared


def _counted(passage: Passage, part: Claim, share: Claim, rulebook: Rulebook) -> bool:
    """True when the share is of the things counted, not of something measured of them or said of them.

    4 家企业产值占 51% is of the output, 4 种商品占出口额的 51% of the exports, 15 个断面优良比例为 93% of the 15;
    病例居多的 4 种是甲、乙、丙、丁，占 51% is of the cases.
    """
    behind = passage.text[part.char_end - passage.start : share.char_start - passage.start]
    noun = _BREAK.split(behind, maxsplit=1)[0]
    together = noun == behind
    for word in (*rulebook.terms.share, *rulebook.words["be"], share.base or ""):
        noun = noun.partition(word)[0] if word and word in noun else noun
    measured = together and noun.endswith(rulebook.words["measured_subject"])
    if not part.unit:
        return False
    if part.kind == "count" and (share.base or "").endswith(rulebook.words["measured_whole"]):
        return False
    if together and noun.strip() and _names_ratio(behind, rulebook):
        return False
    return not measured and not any(word in noun for word in rulebook.words["grammar_de"])


def _names_ratio(said: str, rulebook: Rulebook) -> bool:
    """True for 断面优良比例为: a ratio among the things counted, which the count itself is not a part of."""
    words = rulebook.words
    return rulebook.terms.share_of not in said and any(word in said for word in words["share_header"])


def _wholes(
    passage: Passage,
    above: Above,
    index: int,
    part: Claim,
    share: Claim,
    rulebook: Rulebook,
    *,
    said: bool,
) -> list[tuple[Claim, Severity | None]]:
    """What the share may be a part of, the likeliest first, each with a cap on how loud a misfit may be.

    The words name the whole (占…的), or 其中 does; else it is what the paragraph is about, or the whole of that whole.
    """
    place = next(i for i, c in enumerate(passage.claims) if c.claim_id == part.claim_id)
    here = [passage.claims[j] for j in range(index - 1, -1, -1) if not passage.closed(j, index)]
    earlier = [*here, *(c for p in passage.earlier for c in reversed(p.claims))]
    larger = [c for c in earlier if c.unit == part.unit and c.kind == part.kind and _exceeds(c, part)]
    found: list[tuple[Claim, Severity | None]] = []
    if not said:
        listed = next(
            (
                j
                for j in range(place, -1, -1)
                if not passage.closed(j, place) and any(w in passage.outer(j) for w in rulebook.words["of_which"])
            ),
            0,
        )
        open_to = [passage.claims[j] for j in range(listed) if not passage.closed(j, place)]
        before = [c for c in open_to if c.kind == part.kind and c.unit == part.unit]
        found += [(c, None) for c in before[-1:]]
    if share.base:
        sure: Severity | None = None if said or _proved(passage, share, larger) else "warning"
        # a level with a share of its own is a part, too, beside another part
        parted = {c.of for p in (passage, *passage.earlier) for c in p.claims if c.kind == "share"}
        likely = larger if said else [c for c in larger if c.claim_id not in parted]
        name = core(share.base, rulebook)
        wide = any(word in share.base for word in rulebook.words["area_word"])
        named = _named(share.base, likely, rulebook)
        named = [c for c in named if not (wide and _narrower(c, name, rulebook)) or fits(part, c, share)]
        # 占总产值 after 建材业总产值, the only one that ends so; of several the one of that very name is meant
        full = [c for c in named if undone(c.indicator, rulebook).endswith(share.base)]
        alone = named if len(named) == 1 else full if len(full) == 1 else []
        for c in named:
            found.append((c, sure if c in alone or _one_name(c.indicator, share.base, rulebook) else "suspicion"))
        same = [c for c in above.named(name, part) if _exceeds(c, part)] if name else []
        # another paragraph may speak of others, unless the words name the whole area's (占全省进出口总值的)
        of_area = share.base in passage.text and wide
        found += [
            (c, "warning") for c in same if (of_area and bare(c.indicator, rulebook) == name) or fits(part, c, share)
        ]
    if share.base and not found:
        # no name to go by: what the share fits is its whole, and what it does not fit is no contradiction
        near = larger if not said else [c for c in larger if c in (*here, *_sentence_before(passage))]
        found = [(c, "warning") for c in near if c.approx == share.approx == "exact" and fits(part, c, share)]
        found = found if not said or len(_digits(share)) >= _TELLING_DIGITS else []
    return [*found, *((c, "warning") for c in larger)] if found and not said else found


def _proved(passage: Passage, share: Claim, larger: list[Claim]) -> bool:
    """True where two other shares of the sentence hold against a whole of the name that this one is left to share."""
    by_id = _by_id(passage)
    others = [
        (by_id[c.of], c)
        for c in passage.claims
        if c.kind == "share" and c is not share and c.base == share.base and c.of in by_id
    ]
    wholes = [c for c in larger if c.indicator == share.base]
    return any(sum(fits(part, whole, each) for part, each in others) > 1 for whole in wholes)


def _done(passage: Passage, part: Claim, whole: Claim, share: Claim) -> Claim | None:
    """What the whole came to, where the words name what was planned: a level close to it that the share fits."""
    if len(_digits(share)) < _TELLING_DIGITS or not whole.value:
        return None
    near = (c for p in (passage, *passage.earlier[:1]) for c in p.claims)
    alike = (c for c in near if c.unit == whole.unit and c.kind == whole.kind and c.value and c is not whole)
    close = (c for c in alike if abs((c.value or 0) - whole.value) * _CLOSE < whole.value)
    return next((c for c in close if _exceeds(c, part) and fits(part, c, share)), None)


def _sentence_before(passage: Passage) -> tuple[Claim, ...]:
    return passage.earlier[0].claims if passage.earlier else ()


def _digits(claim: Claim) -> str:
    return "".join(ch for ch in claim.printed if ch.isdecimal()).lstrip("0")


def _named(base: str, larger: list[Claim], rulebook: Rulebook) -> list[Claim]:
    """The claims whose indicator the base names, the exact name first; 收入完成 is what 收入 came to."""
    name = core(base, rulebook)
    named = [(c, undone(c.indicator, rulebook)) for c in larger]
    exact = [c for c, said in named if said == base]
    longer = [(c, said) for c, said in named if said != base and _ends_in(bare(said, rulebook), name, rulebook)]
    longer.sort(key=lambda each: (not _one_name(each[0].indicator, base, rulebook), not each[1].endswith(base)))
    return [*exact, *(c for c, _ in longer)]


def _one_name(name: str, base: str, rulebook: Rulebook) -> bool:
    """True when the name of a level and that of a whole are one, 总额 and 全市 left out, or two of one thing."""
    one, other = (core(undone(each, rulebook), rulebook) for each in (name, base))
    if one == other:
        return True
    return any(one in names and other in names for names in rulebook.definitions.namings)


def _narrower(whole: Claim, name: str, rulebook: Rulebook) -> bool:
    """True for 对沿线国家进出口 where the words name all 进出口 of the area."""
    front = bare(whole.indicator, rulebook).removesuffix(name)
    return bool(name) and (front.startswith(rulebook.words["partner"]) or len(front) >= _PARTNER)


def _ends_in(name: str, core: str, rulebook: Rulebook) -> bool:
    """True when a name is the core with words in front; one more character makes another word (进出口, 非税收入)."""
    front = name.removesuffix(core)
    if len(core) < 2 or front == name or (front and front.endswith(rulebook.words["not_before_name"])):
        return False
    return len(front) != 1 or front in rulebook.words["whole_prefix"]


def _fitting(
    part: Claim, share: Claim, wholes: list[tuple[Claim, Severity | None]]
) -> tuple[Claim | None, Severity | None]:
    """The first whole that the share fits; where none does, the likeliest, for that is the one to explain."""
    fitting = ((whole, cap) for whole, cap in wholes if fits(part, whole, share))
    return next(fitting, wholes[0] if wholes else (None, None))


def fits(part: Claim, whole: Claim, share: Claim, per: int = 100) -> bool:
    """True when the share (an average for ``per`` 1) can be part / whole, under any rounding."""
    if part.interval is None or whole.interval is None or share.interval is None:
        return False
    if (whole.interval.lower or 0) <= 0 or (part.interval.lower or 0) < 0:
        return False
    return meet(scale(divide(part.interval, whole.interval), per), share.interval) is not None


def _exceeds(whole: Claim, part: Claim) -> bool:
    """True for another claim that is large enough to hold the part: a smaller one is a sibling, not the whole."""
    if whole.claim_id == part.claim_id or whole.value is None or part.value is None:
        return False
    return whole.value >= part.value


def _by_id(passage: Passage) -> dict[str, Claim]:
    return {c.claim_id: c for c in passage.claims}
