"""The lists of words that code asks for, a field each; rules/words.toml, phrases.toml and others hold the words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, TypeAlias, TypedDict, cast

Words: TypeAlias = tuple[str, ...]


class Lexicon(TypedDict):
    """The words of each list by its name. A name that is none is found by the type checker, not by a report.

    A rulebook may have more: lists that only patterns and cues of rules/ name.
    """

    acronym: Words
    act_unit: Words
    addend: Words
    adverb: Words
    against: Words
    already: Words
    among: Words
    among_them: Words
    amount_head: Words
    anaphor: Words
    and_others: Words
    area: Words
    area_word: Words
    aside_added: Words
    assembly: Words
    at_event: Words
    authority: Words
    average: Words
    average_name: Words
    backlog: Words
    be: Words
    before_place: Words
    beside_unit: Words
    besides: Words
    body: Words
    body_end: Words
    building: Words
    by_register: Words
    campaign: Words
    case_unit: Words
    category: Words
    cause: Words
    change_header: Words
    city_level: Words
    closed_body: Words
    closing: Words
    code_header: Words
    collection: Words
    compared_end: Words
    comparing: Words
    comparing_with: Words
    complete_act: Words
    connective: Words
    constant_prices: Words
    correction_mark: Words
    county_level: Words
    criminal: Words
    cumulative: Words
    currency: Words
    dated_plan_heading: Words
    dealing: Words
    deciding: Words
    district: Words
    done_heading: Words
    duration_head: Words
    event: Words
    event_ahead: Words
    event_noun: Words
    event_short: Words
    facility: Words
    fall: Words
    flat: Words
    flow_noun: Words
    flow_rate: Words
    former: Words
    founding: Words
    from_among: Words
    grammar_de: Words
    grand_total: Words
    growth_caption: Words
    growth_header: Words
    growth_subject: Words
    heading_verb: Words
    held_unit: Words
    holder: Words
    includes: Words
    including: Words
    inflow: Words
    joint: Words
    known_place: Words
    known_with_ending: Words
    largest: Words
    last_year: Words
    latter: Words
    less: Words
    level_end: Words
    level_front: Words
    limit: Words
    list_mark: Words
    mean: Words
    mean_ending: Words
    mean_head: Words
    mean_row: Words
    measured_subject: Words
    measured_whole: Words
    moment: Words
    month_ago: Words
    more: Words
    municipality: Words
    name_adverb: Words
    name_drop: Words
    name_front: Words
    name_lead: Words
    name_tail: Words
    name_telling: Words
    name_verb: Words
    name_verb_ending: Words
    named_end: Words
    named_unit: Words
    nation: Words
    nation_level: Words
    national_body: Words
    negating: Words
    net_change: Words
    next_heading: Words
    not_before_name: Words
    not_body: Words
    not_inflow: Words
    not_national: Words
    not_ordinal_front: Words
    not_place: Words
    not_place_ending: Words
    not_signed: Words
    of_all: Words
    of_built_up: Words
    of_which: Words
    offset_column: Words
    on_basis: Words
    open_list: Words
    open_total: Words
    order_header: Words
    ordinal_front: Words
    ordinal_item: Words
    ordinal_noun: Words
    other: Words
    other_basis: Words
    other_measure: Words
    own_level: Words
    parallel_ending: Words
    particle: Words
    partition_end: Words
    partition_front: Words
    partner: Words
    partner_front: Words
    per_each: Words
    per_head: Words
    per_inhabitant: Words
    percent_name: Words
    person_unit: Words
    pivot: Words
    place_end: Words
    place_opening: Words
    place_suffix: Words
    plain_header: Words
    plan_heading: Words
    plan_noun: Words
    planned_verb: Words
    population: Words
    predicate: Words
    price_end: Words
    price_opening: Words
    prior_header: Words
    procedure: Words
    province: Words
    province_level: Words
    province_suffix: Words
    quantifier: Words
    quantity_ending: Words
    rank_name: Words
    ranking: Words
    real_growth_name: Words
    region: Words
    registered: Words
    relational: Words
    relational_long: Words
    resident: Words
    respectively: Words
    restated: Words
    result_verb: Words
    review: Words
    review_heading: Words
    revised_yearly: Words
    rise: Words
    ruling: Words
    runs_through: Words
    sectors: Words
    self_body: Words
    sent_by_place: Words
    set_up: Words
    setting: Words
    share_header: Words
    short_ending: Words
    short_or_over: Words
    sibling: Words
    sibling_unit: Words
    signed_before: Words
    signed_name: Words
    since: Words
    slightly: Words
    speaking: Words
    speech: Words
    spoken_last_year: Words
    spoken_this_year: Words
    spread: Words
    stage_filler: Words
    stage_front: Words
    stage_words: Words
    staging: Words
    stated_total: Words
    stock: Words
    stock_noun: Words
    stock_rate: Words
    streak_unit: Words
    subtotal: Words
    subtracted_row: Words
    summary_heading: Words
    summed_subject: Words
    table_total: Words
    tail: Words
    tail_verb: Words
    taking_off: Words
    target: Words
    term_event: Words
    threshold: Words
    time_unit: Words
    title_opening: Words
    told_together: Words
    topped_up: Words
    total: Words
    unit_header: Words
    unnamed_whole: Words
    unnaming: Words
    view_ending: Words
    view_opening: Words
    weak_total: Words
    whole_area: Words
    whole_prefix: Words
    whole_subject: Words
    whole_suffix: Words
    whole_year: Words
    winning: Words
    within_noun: Words
    within_year: Words
    year_ago: Words
    year_header: Words
    year_start: Words


LISTS: Final[frozenset[str]] = frozenset(Lexicon.__annotations__)
"""The names of the lists that code asks for."""

IN_PATTERNS: Final = frozenset({"and", "executed"})
"""Lists that code only puts into patterns: in macros.py, and in claims/metadata.py."""


def by_name(lexicon: Lexicon) -> Mapping[str, Words]:
    """The lists by names that are not known before, as a caller or a rule says them."""
    return cast("Mapping[str, Words]", lexicon)
