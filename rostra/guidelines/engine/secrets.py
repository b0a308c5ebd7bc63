"""Keys, tokens and passwords. Every pattern is anchored on letters its issuer chose, or stands beside a word that says so.

Forms as their issuers document them. All patterns are linear: each begins with a literal or a boundary and has no
repetition inside a repetition.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Iterator

from rostra.guidelines.engine.passwords import find_passwords
from rostra.guidelines.engine.shapes import Hit

_B = r"(?<![A-Za-z0-9_-])"
_E = r"(?![A-Za-z0-9_-])"

# rule, a literal that must be in the text, the pattern.
_TOKENS: tuple[tuple[str, str, str], ...] = (
    ("aws-key", "A", rf"{_B}(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{{16}}{_E}"),
    ("aws-key", "A", rf"{_B}(?:AKIA|ASIA)[A-Z0-9]{{16}}{_E}"),
    ("github-token", "gh", rf"{_B}gh[pousr]_[A-Za-z0-9]{{36,251}}{_E}"),
    ("github-token", "github_pat_", rf"{_B}github_pat_[A-Za-z0-9_]{{22,255}}{_E}"),
    ("gitlab-token", "gl", rf"{_B}gl(?:pat|dt|rt|cbt|ptt|ft|agent|oas|soat)-[A-Za-z0-9_-]{{20,128}}{_E}"),
    ("slack-token", "xox", rf"{_B}xox[abeoprs]-[A-Za-z0-9-]{{10,250}}{_E}"),
    ("slack-token", "xapp-", rf"{_B}xapp-\d-[A-Za-z0-9-]{{20,250}}{_E}"),
    ("slack-webhook", "hooks.slack.com", r"https://hooks\.slack\.com/(?:services|workflows)/[A-Za-z0-9/_-]{20,120}"),
    (
        "teams-webhook",
        "webhook.office.com",
        r"https://[a-z0-9-]{1,60}\.webhook\.office\.com/webhookb2/[^\s\"'<>]{20,300}",
    ),
    (
        "discord-webhook",
        "/api/webhooks/",
        r"https://(?:\w{2,8}\.)?discord(?:app)?\.com/api/webhooks/\d{17,20}/[\w-]{60,80}",
    ),
    ("stripe-key", "k_", rf"{_B}[sr]k_(?:live|test)_[A-Za-z0-9]{{16,247}}{_E}"),
    ("stripe-key", "whsec_", rf"{_B}whsec_[A-Za-z0-9]{{24,100}}{_E}"),
    ("google-key", "AIza", rf"{_B}AIza[0-9A-Za-z_-]{{35}}{_E}"),
    ("google-key", "GOCSPX-", rf"{_B}GOCSPX-[A-Za-z0-9_-]{{28}}{_E}"),
    ("google-token", "ya29.", rf"{_B}ya29\.[0-9A-Za-z_-]{{20,400}}{_E}"),
    ("npm-token", "npm_", rf"{_B}npm_[A-Za-z0-9]{{36}}{_E}"),
    ("pypi-token", "pypi-", rf"{_B}pypi-AgE[A-Za-z0-9_-]{{40,500}}{_E}"),
    (
        "openai-key",
        "sk-",
        rf"{_B}sk-(?:proj-|svcacct-|admin-)?[A-Za-z0-9_-]{{16,120}}T3BlbkFJ[A-Za-z0-9_-]{{16,120}}{_E}",
    ),
    ("anthropic-key", "sk-ant-", rf"{_B}sk-ant-[a-z0-9]{{3,10}}-[A-Za-z0-9_-]{{40,120}}{_E}"),
    ("huggingface-token", "hf_", rf"{_B}hf_[A-Za-z0-9]{{34,40}}{_E}"),
    ("sendgrid-key", "SG.", rf"{_B}SG\.[\w-]{{16,32}}\.[\w-]{{32,64}}{_E}"),
    ("digitalocean-token", "_v1_", rf"{_B}do[opr]_v1_[a-f0-9]{{64}}{_E}"),
    ("shopify-token", "shp", rf"{_B}shp(?:at|ca|pa|ss)_[a-fA-F0-9]{{32}}{_E}"),
    ("telegram-token", ":AA", rf"{_B}\d{{8,10}}:AA[\w-]{{33}}{_E}"),
    ("docker-token", "dckr_", rf"{_B}dckr_(?:pat|oat)_[A-Za-z0-9_-]{{20,60}}{_E}"),
    ("vault-token", "hv", rf"{_B}hv[sbr]\.[A-Za-z0-9_-]{{24,200}}{_E}"),
    ("atlassian-token", "ATATT3", rf"{_B}ATATT3[A-Za-z0-9_=-]{{100,300}}"),
    ("linear-key", "lin_api_", rf"{_B}lin_api_[A-Za-z0-9]{{32,48}}{_E}"),
    ("azure-key", "AccountKey=", r"AccountKey=[A-Za-z0-9+/]{60,100}={0,2}"),
    ("age-key", "AGE-SECRET-KEY-", rf"{_B}AGE-SECRET-KEY-1[A-Z0-9]{{58}}{_E}"),
    ("discord-token", ".", rf"{_B}[MNO][A-Za-z\d_-]{{23,27}}\.[\w-]{{6}}\.[\w-]{{27,40}}{_E}"),
    ("sentry-token", "sntry", rf"{_B}sntry[su]_[A-Za-z0-9+/=_-]{{40,400}}"),
    ("figma-token", "figd_", rf"{_B}figd_[A-Za-z0-9_-]{{36,60}}{_E}"),
    ("notion-token", "ntn_", rf"{_B}ntn_[A-Za-z0-9]{{40,60}}{_E}"),
    ("notion-token", "secret_", rf"{_B}secret_[A-Za-z0-9]{{43}}{_E}"),
    ("square-token", "sq0", rf"{_B}sq0(?:atp|csp)-[A-Za-z0-9_-]{{22,60}}{_E}"),
    ("facebook-token", "EAA", rf"{_B}EAA[A-Za-z0-9]{{80,400}}{_E}"),
    ("hubspot-token", "pat-", rf"{_B}pat-(?:eu|na)\d-[0-9a-f]{{8}}(?:-[0-9a-f]{{4}}){{3}}-[0-9a-f]{{12}}{_E}"),
    ("doppler-token", "dp.", rf"{_B}dp\.(?:pt|st|ct|sa|scim|audit)\.(?:[\w-]{{2,35}}\.)?[A-Za-z0-9]{{40,44}}{_E}"),
    ("groq-key", "gsk_", rf"{_B}gsk_[A-Za-z0-9]{{52}}{_E}"),
    ("xai-key", "xai-", rf"{_B}xai-[A-Za-z0-9]{{80}}{_E}"),
    ("newrelic-key", "NRAK-", rf"{_B}NRAK-[A-Z0-9]{{27}}{_E}"),
    ("grafana-token", "gl", rf"{_B}glc_eyJ[A-Za-z0-9+/=]{{40,400}}"),
    ("grafana-token", "glsa_", rf"{_B}glsa_[A-Za-z0-9]{{32}}_[0-9a-f]{{8}}{_E}"),
    ("rubygems-key", "rubygems_", rf"{_B}rubygems_[0-9a-f]{{48}}{_E}"),
    ("mailgun-key", "key-", rf"{_B}key-[0-9a-f]{{32}}{_E}"),
)
_COMPILED = tuple((rule, literal, re.compile(pattern)) for rule, literal, pattern in _TOKENS)

_KEY_HEAD = re.compile(r"-----BEGIN (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----")
_KEY_TAIL = re.compile(r"-----END [A-Z0-9 ]{0,40}-----")
_KEY_BODY = re.compile(r"\s{0,20}+(?:[A-Za-z0-9+/=]{16,80}+\s{0,20}+){1,200}+")
_PUTTY = re.compile(r"PuTTY-User-Key-File-\d: [^\n]{1,80}")
_JWT = re.compile(rf"{_B}eyJ[A-Za-z0-9_-]{{8,2000}}\.eyJ[A-Za-z0-9_-]{{8,4000}}\.[A-Za-z0-9_-]{{10,1000}}")

# scheme://user:password@host; the password is what is marked.
_CONNECTION = re.compile(r"://[^\s:/@\"'<>]{0,64}:(?P<password>[^\s/@\"'<>]{1,128})@[\w.-]{1,253}")
_PLACEHOLDER = re.compile(
    r"(?i)[<\[{$%*].*|x{3,}|\.{3}|pass(?:word)?|pwd|secret|token|contraseñ?a|salasana|your.*|my.*|example|changeme|clave|user"
)


def _private_keys(text: str) -> Iterator[Hit]:
    for head in _KEY_HEAD.finditer(text):
        tail = _KEY_TAIL.search(text, head.end(), head.end() + 20_000)
        body = None if tail else _KEY_BODY.match(text, head.end())  # pasted without its last line
        end = tail.end() if tail else head.end() + len(body[0].rstrip()) if body else head.end()
        yield Hit("secret.private-key", head.start(), end)


def _is_jwt(token: str) -> bool:
    """Whether the first part says what a signed token must say: the algorithm."""
    head = token.split(".", 1)[0]
    try:
        said = json.loads(base64.urlsafe_b64decode(head + "=" * (-len(head) % 4)))
    except (binascii.Error, ValueError, RecursionError):
        return False
    return isinstance(said, dict) and "alg" in said


def _connections(text: str) -> Iterator[Hit]:
    for found in _CONNECTION.finditer(text):
        if not _PLACEHOLDER.fullmatch(found["password"]):
            yield Hit("secret.connection", *found.span("password"))


def find_secrets(text: str) -> Iterator[Hit]:
    """All keys, tokens and passwords; hits may overlap."""
    for rule, literal, pattern in _COMPILED:
        if literal in text:
            for found in pattern.finditer(text):
                yield Hit(f"secret.{rule}", found.start(), found.end())
    if "PRIVATE KEY" in text:
        yield from _private_keys(text)
    if "PuTTY-User-Key" in text:
        yield from (Hit("secret.private-key", *found.span()) for found in _PUTTY.finditer(text))
    if "eyJ" in text:
        yield from (Hit("secret.jwt", *found.span()) for found in _JWT.finditer(text) if _is_jwt(found[0]))
    if "://" in text and "@" in text:
        yield from _connections(text)
    yield from find_passwords(text)
