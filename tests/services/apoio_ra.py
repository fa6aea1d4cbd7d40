"""What the tests of Inserir RA share: a valid command to vary, and a counter of statements."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any
from uuid import uuid4

from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

from gsan_desk.database.banco import Banco
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.registro_atendimento import DadosGerais, Endereco, Fone, Local, NovoRA, RAInserido, Solicitante
from gsan_desk.services.ra_duplicidade import AvisosPendentes
from gsan_desk.services.ra_inserir import abrir, concluir
from tests.support.cenario import IDS

ENDERECO = Endereco(logradouro_bairro_id=5, logradouro_cep_id=4, numero="S/N", complemento="FUNDOS", bairro_id=1)
"""A street of the town without any RA: RUA ... ANTONIO VIEIRA, CENTRO."""
CELULAR = Fone(tipo_id=3, ddd="81", numero="987650001", principal=True)
FIXO = Fone(tipo_id=1, ddd="81", numero="34210001", ramal="22")


@contextmanager
def contar(engine: Engine) -> Iterator[list[str]]:
    """Collect the statements sent meanwhile; BEGIN and COMMIT do not pass here."""
    comandos: list[str] = []

    def anotar(_conexao: Any, _cursor: Any, comando: str, *_resto: Any) -> None:
        comandos.append(comando)

    event.listen(engine, "before_cursor_execute", anotar)
    try:
        yield comandos
    finally:
        event.remove(engine, "before_cursor_execute", anotar)


def preencher(banco: Banco, contexto: Contexto, especificacao_id: int = IDS.espec_simples, **local: Any) -> NovoRA:
    """Open a form and fill it validly: an address, and somebody who gives a name."""
    formulario = banco.executar(abrir, contexto)
    especificacao = contexto.dominios.especificacoes[especificacao_id]
    padrao: dict[str, Any] = {"endereco": ENDERECO, "localidade_id": IDS.localidade_centro}
    return NovoRA(
        chave=uuid4(),
        protocolo=formulario.protocolo,
        dados_gerais=DadosGerais(
            data=formulario.agora.date(),
            hora=formulario.agora.time(),
            unidade_id=IDS.unidade_loja,
            meio_id=IDS.meio_telefone,
            tipo_id=especificacao.tipo_id,
            especificacao_id=especificacao_id,
            observacao="VAZAMENTO",
        ),
        local=Local(**(local or padrao)),
        solicitante=Solicitante(nome="JOANA LIMA", endereco=ENDERECO, fones=(CELULAR, FIXO)),
    )


def com_gerais(novo: NovoRA, **campos: Any) -> NovoRA:
    """Change fields of the first tab."""
    return replace(novo, dados_gerais=replace(novo.dados_gerais, **campos))


def com_local(novo: NovoRA, **campos: Any) -> NovoRA:
    """Change fields of the second tab."""
    return replace(novo, local=replace(novo.local, **campos))


def com_solicitante(novo: NovoRA, **campos: Any) -> NovoRA:
    """Put another solicitante."""
    return replace(novo, solicitante=Solicitante(**campos))


def concluir_aceitando(session: Session, contexto: Contexto, novo: NovoRA) -> RAInserido:
    """Conclude, answering Continuar to every warning, as often as new ones come."""
    while True:
        try:
            return concluir(session, contexto, novo)
        except AvisosPendentes as parada:
            chaves = {aviso.chave for aviso in parada.avisos}
            novo = replace(novo, avisos_aceitos=novo.avisos_aceitos | chaves)
