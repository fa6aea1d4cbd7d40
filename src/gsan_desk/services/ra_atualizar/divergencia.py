"""A conflict of fields, told in names: who changed what, when, and the three values of each field."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, String, bindparam, cast, func, select
from sqlalchemy.orm import Session

from gsan_desk.domain.atualizacao import AtualizarRA, SolicitanteRA
from gsan_desk.domain.conflito import CampoEmConflito, ConflitoDeCampos
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.registro_atendimento import Local
from gsan_desk.domain.textos_conflito import Nomes, com_textos
from gsan_desk.models.cadastro import BairroArea, Cliente, Funcionario, Quadra, SetorComercial
from gsan_desk.models.faturamento import Conta
from gsan_desk.services.linhas_json import Consulta, linhas, texto
from gsan_desk.services.ra_atualizar import consulta
from gsan_desk.services.ra_atualizar.leitura import RALido

TABELAS: dict[str, tuple[Any, Any]] = {
    "setores": (SetorComercial, SetorComercial.codigo),
    "quadras": (Quadra, Quadra.numero),
    "areas": (BairroArea, BairroArea.nome),
    "clientes": (Cliente, Cliente.nome),
    "funcionarios": (Funcionario, Funcionario.nome),
    "contas": (Conta, Conta.referencia),
}


def conflito(
    session: Session, contexto: Contexto, comando: AtualizarRA, lido: RALido, campos: tuple[CampoEmConflito, ...]
) -> ConflitoDeCampos:
    """Compose the error; two statements."""
    autor = session.execute(consulta.autor(), {"numero": comando.numero}).one_or_none()
    nomes = _nomes(session, comando, lido)
    completos = tuple(com_textos(campo, contexto.dominios, nomes) for campo in campos)
    quem, quando = (autor.quem, autor.quando) if autor is not None else (None, None)
    return ConflitoDeCampos(completos, quem, quando, lido.estado)


def _nomes(session: Session, comando: AtualizarRA, lido: RALido) -> Nomes:
    """Look up every id that one of the three versions holds; one statement."""
    locais = (comando.lido.local, comando.local, lido.estado.local)
    pessoas = (*comando.lido.solicitantes, *lido.estado.solicitantes, *comando.solicitantes)
    linha = session.execute(_consulta(), _ids(locais, pessoas)).one()._mapping
    tabelas = {nome: {dados["id"]: dados["nome"] for dados in linha[nome]} for nome in TABELAS}
    return Nomes(**tabelas, solicitantes={pessoa.chave: pessoa for pessoa in pessoas})


def _ids(locais: tuple[Local, ...], pessoas: tuple[SolicitanteRA, ...]) -> dict[str, list[int]]:
    def dos_locais(atributo: str) -> list[int]:
        return [getattr(local, atributo) for local in locais if getattr(local, atributo) is not None]

    return {
        "setores": dos_locais("setor_comercial_id"),
        "quadras": dos_locais("quadra_id"),
        "areas": dos_locais("bairro_area_id"),
        "clientes": [p.solicitante.cliente_id for p in pessoas if p.solicitante.cliente_id is not None],
        "funcionarios": [p.solicitante.funcionario_id for p in pessoas if p.solicitante.funcionario_id is not None],
        "contas": [id_ for local in locais for id_ in local.conta_ids],
    }


@cache
def _consulta() -> Consulta:
    return select(*_listas())


def _listas() -> Iterator[ColumnElement[Any]]:
    for nome, (modelo, coluna) in TABELAS.items():
        mostrado: Any = texto(cast(coluna, String))
        if nome == "contas":
            mostrado = func.to_char(coluna, "FM000000")
            mostrado = func.concat(func.substr(mostrado, 5, 2), "/", func.substr(mostrado, 1, 4))
        yield linhas(
            select(modelo.id.label("id"), mostrado.label("nome")).where(modelo.id.in_(bindparam(nome, expanding=True)))
        ).label(nome)
