"""The satisfaction e-mail: settings of its server, its template, what may be typed in them (spec 20 §9.8 [UC1181])."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from gsan_desk.domain.erros import Violacao
from gsan_desk.domain.sms_ajustes import Faixa

EVENTO = 3
PREFIXO, DO_MODELO = "email", "email_modelo"
SEGURANCAS = {"STARTTLS": "STARTTLS (porta 587)", "TLS": "TLS (porta 465)", "NENHUMA": "Nenhuma"}
TAMANHOS = {"servidor": 120, "usuario": 120, "remetente": 120, "nome_remetente": 80}
FAIXAS = {
    "porta": Faixa("Porta", 1, 65535),
    "max_tentativas": Faixa("Tentativas", 1, 10),
    "expira_horas": Faixa("Expira na fila depois de (horas)", 1, 720),
}
ASSUNTO_MAXIMO, TEXTO_MAXIMO = 150, 4000
CAMPOS = ("empresa", "protocolo", "ra", "especificacao", "data")
EXEMPLO = {
    "empresa": "COMPANHIA",
    "protocolo": "20261100001234",
    "ra": "1234567",
    "especificacao": "VAZAMENTO EM VIA PÚBLICA",
    "data": "24/11/2026",
}
_CAMPO = re.compile(r"\{([^{}]*)\}")
_ENDERECO = re.compile(r"[!-~]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


@dataclass(frozen=True, slots=True)
class AjustesEmail:
    """The server that takes the e-mails; empty ``servidor`` means that none is sent."""

    servidor: str = ""
    porta: int | None = 587
    seguranca: str = "STARTTLS"
    usuario: str = ""
    remetente: str = ""
    nome_remetente: str = ""
    max_tentativas: int | None = 5
    expira_horas: int | None = 72

    @property
    def ligado(self) -> bool:
        """Whether e-mails are queued and sent."""
        return bool(self.servidor)


@dataclass(frozen=True, slots=True)
class ModeloEmail:
    """Subject and text, with fields between braces."""

    assunto: str
    texto: str


def endereco_valido(texto: str) -> bool:
    """Tell whether a server can be asked to deliver there: no spaces, no accents, one @."""
    return _ENDERECO.fullmatch(texto) is not None and texto.count("@") == 1


def verificar(ajustes: AjustesEmail) -> tuple[Violacao, ...]:
    """Tell what is wrong with the settings, each beside its field."""
    erros = []
    for campo, faixa in FAIXAS.items():
        valor = getattr(ajustes, campo)
        if valor is None or not faixa.minimo <= valor <= faixa.maximo:
            erros.append(_erro("EMAIL_FAIXA", f"Informe um número de {faixa.minimo} a {faixa.maximo}.", campo))
    if " " in ajustes.servidor or "@" in ajustes.servidor:
        erros.append(_erro("EMAIL_SERVIDOR", "Informe só o nome do servidor, como smtp.companhia.com.br.", "servidor"))
    if ajustes.ligado and not endereco_valido(ajustes.remetente):
        erros.append(_erro("EMAIL_REMETENTE", "Informe o endereço de quem envia.", "remetente"))
    if ajustes.usuario and ajustes.seguranca == "NENHUMA":
        erros.append(_erro("EMAIL_SENHA_ABERTA", "Com usuário, use STARTTLS ou TLS: a senha iria aberta.", "seguranca"))
    return tuple(erros)


def verificar_modelo(modelo: ModeloEmail) -> tuple[Violacao, ...]:
    """Tell why a template cannot be stored."""
    erros = []
    for campo, escrito, maximo in (
        ("assunto", modelo.assunto, ASSUNTO_MAXIMO),
        ("texto", modelo.texto, TEXTO_MAXIMO),
    ):
        if not escrito.strip():
            erros.append(_erro("EMAIL_MODELO_VAZIO", f"Informe o {campo}.", campo, DO_MODELO))
        elif len(escrito) > maximo:
            erros.append(_erro("EMAIL_MODELO_LONGO", f"Use no máximo {maximo} caracteres.", campo, DO_MODELO))
        elif sobram := desconhecidos(escrito):
            oferta = ", ".join(f"{{{nome}}}" for nome in CAMPOS)
            dito = f"Este e-mail não tem {', '.join(sobram)}. Os campos dele: {oferta}."
            erros.append(_erro("EMAIL_MODELO_CAMPO", dito, campo, DO_MODELO))
    if "\n" in modelo.assunto.strip():
        erros.append(_erro("EMAIL_MODELO_ASSUNTO", "O assunto é uma linha só.", "assunto", DO_MODELO))
    return tuple(erros)


def desconhecidos(escrito: str) -> tuple[str, ...]:
    """List the fields that nothing will fill, as they are written."""
    return tuple(dict.fromkeys(f"{{{nome}}}" for nome in _CAMPO.findall(escrito) if nome not in CAMPOS))


def preencher(modelo: ModeloEmail, campos: Mapping[str, str]) -> ModeloEmail:
    """Fill a template; the subject stays one line."""
    assunto, texto = modelo.assunto, modelo.texto
    for nome, valor in campos.items():
        assunto, texto = (escrito.replace("{" + nome + "}", valor) for escrito in (assunto, texto))
    return ModeloEmail(" ".join(assunto.split())[:200], texto[:5000])


def _erro(codigo: str, mensagem: str, campo: str, prefixo: str = PREFIXO) -> Violacao:
    return Violacao(codigo, mensagem, f"{prefixo}.{campo}")
