"""Company, department, title, name and reading among the lines of a card."""

from app.sales.recognition.defaults import (
    BETWEEN,
    COMPANY,
    JAPANESE_COMPANY,
    KANA,
    KANA_BESIDE,
    KANJI,
    NAME,
    NO_NAME,
    RANK,
    RANKS_FIRST,
    UNIT,
    UNIT_AND_RANK,
    WITH_UNIT,
)

GUESSED, BY_SIZE, FOREIGN = 0.7, 0.95, 0.6


def company_in(rests, found, made):
    """Put `company` into `found`: by its legal form; in Japanese rather than English, in the largest letters."""
    named = [rest for rest in rests if COMPANY.search(rest.text)]
    if not named:
        return
    best = max(named, key=lambda rest: (bool(JAPANESE_COMPANY.search(rest.text)), rest.line.height))
    text, rest = _company_and_rest(best.text)
    sure = 1 if JAPANESE_COMPANY.search(text) else FOREIGN
    found["company"] = made(text, best.line.confidence * sure)
    for other in named:
        other.text = rest if other is best else ""


def _company_and_rest(text):
    """A department behind the company's name is not part of it."""
    parts = text.split()
    for place in range(1, len(parts)):
        if COMPANY.search(" ".join(parts[:place])) and (
            UNIT.search(parts[place]) or RANK.search(parts[place])
        ):
            if not COMPANY.fullmatch(" ".join(parts[:place])):
                return " ".join(parts[:place]), " ".join(parts[place:])
    return text, ""


def person_in(rests, found, made):
    """Put `department`, `title`, `name` and `kana` into `found`."""
    units, titles = [], []
    for rest in rests:
        _take_ranks(rest, units, titles)
    _join("department", units, found, made)
    _join("title", titles, found, made)
    _take_beside(rests, found, made)
    _take_name(rests, found, made)
    _take_kana(rests, found, made)


def _take_ranks(rest, units, titles):
    """Departments and titles at the beginning of the line; what follows may be the name."""
    while rest.text:
        glued = UNIT_AND_RANK.match(rest.text)
        if glued and " " not in glued["unit"]:
            units.append((glued["unit"], rest.line.confidence))
            titles.append((glued["title"], rest.line.confidence))
            rest.text = ""
            return
        ranked, unit = RANKS_FIRST.match(rest.text), WITH_UNIT.match(rest.text)
        if ranked and _is_title(ranked):
            titles.append((ranked["title"].strip(BETWEEN), rest.line.confidence))
            rest.text = ranked["rest"] or ""
        elif unit and (unit["rest"] or UNIT.search(rest.text)) and len(unit["unit"]) > 1:
            units.append((unit["unit"], rest.line.confidence))
            rest.text = unit["rest"] or ""
        else:
            return


def _is_title(ranked):
    """Not a person whose name happens to hold such a word."""
    rest = (ranked["rest"] or "").strip()
    return not rest or NAME.match(rest) or RANKS_FIRST.match(rest) or KANA_BESIDE.match(rest)


def _join(name, parts, found, made):
    if parts:
        found[name] = made(" ".join(text for text, _sure in parts), min(sure for _text, sure in parts))


def _take_beside(rests, found, made):
    """A name with its reading in brackets behind it."""
    for rest in rests:
        match = KANA_BESIDE.match(rest.text)
        if match and NAME.match(match["name"]) and "name" not in found:
            found["name"] = made(match["name"], rest.line.confidence)
            found["kana"] = made(match["kana"].strip(), rest.line.confidence)
            rest.text = ""


def _take_name(rests, found, made):
    """In the largest letters of what is left; where sizes are not known, the first that looks like one."""
    fitting = [rest for rest in rests if _may_be_name(rest.text)]
    if "name" in found or not fitting:
        return
    best = max(fitting, key=lambda rest: rest.line.height)
    others = [rest.line.height for rest in fitting if rest is not best]
    clear = best.line.height and all(best.line.height > 1.15 * one for one in others)
    found["name"] = made(best.text, best.line.confidence * (BY_SIZE if clear else GUESSED))
    best.text = ""


def _may_be_name(text):
    letters = text.replace(" ", "")
    return bool(
        2 <= len(letters) <= 9
        and KANJI.search(letters)
        and NAME.match(_two_parts(text))
        and not NO_NAME.search(text)
    )


def _two_parts(text):
    """高 橋 健 太 郎 is spread out over the card: compared without its spaces."""
    return text if text.count(" ") <= 1 else text.replace(" ", "")


def _take_kana(rests, found, made):
    for rest in rests:
        if "kana" not in found and KANA.match(rest.text):
            found["kana"] = made(rest.text, rest.line.confidence * BY_SIZE)
            rest.text = ""
