"""What a password must be; the server cannot look, since it never gets one."""

from gsan_desk.domain.erros import Violacao

MINIMO = 10
_COMUNS = frozenset({"senha", "password", "gsan", "mudar", "trocar", "qwerty", "abc", "123"})
_REPETIDOS = 4
_SOBRA = 5


def conferir(login: str, atual: str, nova: str, repetida: str) -> tuple[Violacao, ...]:
    """List what is wrong with a new password."""
    achadas = []
    if len(nova) < MINIMO:
        achadas.append(_nova(f"A senha precisa ter ao menos {MINIMO} caracteres."))
    elif login and login.lower() in nova.lower():
        achadas.append(_nova("A senha não pode conter o seu login."))
    elif len(set(nova)) <= _REPETIDOS or _e_comum(nova):
        achadas.append(_nova("Esta senha é fácil de adivinhar. Junte palavras que só você conhece."))
    elif nova == atual:
        achadas.append(_nova("A senha nova é igual à atual."))
    if nova != repetida:
        achadas.append(Violacao("SENHA_REPETIDA", "As duas senhas não são iguais.", "senha.repetida"))
    return tuple(achadas)


def _nova(mensagem: str) -> Violacao:
    return Violacao("SENHA", mensagem, "senha.nova")


def _e_comum(nova: str) -> bool:
    """Tell whether little remains without the words that everybody tries and the digits around them."""
    resto = nova.lower()
    for palavra in _COMUNS:
        resto = resto.replace(palavra, "")
    return len(resto.strip("0123456789!@#$%&*._-")) < _SOBRA
