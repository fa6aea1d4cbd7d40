"""Checks of the tab Dados Gerais [UC0366], spec 10 §3.2."""

from collections.abc import Iterator
from datetime import datetime, time

from gsan_desk.domain import numero_manual
from gsan_desk.domain.codigos import TipoAtendimento
from gsan_desk.domain.dominios import Contexto, Dominios
from gsan_desk.domain.erros import Violacao
from gsan_desk.domain.mensagens import violacao
from gsan_desk.domain.registro_atendimento import DadosGerais
from gsan_desk.domain.regras.autorizacao import pode_abrir
from gsan_desk.domain.regras.exigencias import exigencias
from gsan_desk.domain.texto import verificar_tamanho

OBRIGATORIOS = ("data", "hora", "unidade_id", "meio_id", "tipo_id", "especificacao_id")
OBSERVACAO_MAXIMA = 400


def verificar(dados: DadosGerais, contexto: Contexto, agora: datetime) -> list[Violacao]:
    """Give all that is wrong, in the order in which GSAN looks; ``agora`` is the server's clock.

    M12 needs the other RAs and is not looked at here.
    """
    dominios = contexto.dominios
    return [
        *_ausentes(dados, dominios),
        *_desconhecidos(dados, dominios),
        *_observacao(dados),
        *data_e_hora(dados, agora),
        *esperas(dados, agora),
        *_unidade(dados, dominios),
        *_numero_manual(dados, dominios),
    ]


def _ausentes(dados: DadosGerais, dominios: Dominios) -> Iterator[Violacao]:
    """Demand every mandatory field; Observação only when the RA is born closed."""
    for atributo in OBRIGATORIOS:
        if getattr(dados, atributo) is None:
            yield violacao("M01", f"dados_gerais.{atributo}")
    if exigencias(dados.especificacao_id, dominios).encerramento_automatico and not dados.observacao.strip():
        yield violacao("M01", "dados_gerais.observacao")


def _desconhecidos(dados: DadosGerais, dominios: Dominios) -> Iterator[Violacao]:
    """Refuse codes that the combos and the lookup do not offer (M02)."""
    if dados.unidade_id is not None and dados.unidade_id not in dominios.unidades:
        yield violacao("M02", "dados_gerais.unidade_id")
    if dados.meio_id is not None and dados.meio_id not in dominios.meios:
        yield violacao("M02", "dados_gerais.meio_id")
    tipo = dominios.tipos.get(dados.tipo_id or 0)
    if dados.tipo_id is not None and (tipo is None or not tipo.em_uso or tipo.uso_sistema):
        yield violacao("M02", "dados_gerais.tipo_id")
    especificacao = dominios.especificacoes.get(dados.especificacao_id or 0)
    if dados.especificacao_id is not None and (
        especificacao is None or not especificacao.em_uso or especificacao.tipo_id != dados.tipo_id
    ):
        yield violacao("M02", "dados_gerais.especificacao_id")


def _observacao(dados: DadosGerais) -> Iterator[Violacao]:
    if longa := verificar_tamanho(dados.observacao, OBSERVACAO_MAXIMA, "dados_gerais.observacao"):
        yield longa


def data_e_hora(dados: DadosGerais, agora: datetime) -> Iterator[Violacao]:
    """Refuse a moment that has not come (M04, M05)."""
    if dados.data is not None and dados.data > agora.date():
        yield violacao("M04", "dados_gerais.data", hoje=agora.date())
    if _no_futuro(dados, dados.hora, agora):
        yield violacao("M05", "dados_gerais.hora", agora=agora.time())


def esperas(dados: DadosGerais, agora: datetime) -> Iterator[Violacao]:
    """Refuse waiting times to come (M06) or in the wrong order (M07)."""
    for atributo in ("espera_inicial", "espera_final"):
        if _no_futuro(dados, getattr(dados, atributo), agora):
            yield violacao("M06", f"dados_gerais.{atributo}", agora=agora.time())
    inicial, final = dados.espera_inicial, dados.espera_final
    if inicial is not None and final is not None and final < inicial:
        yield violacao("M07", "dados_gerais.espera_final")


def _no_futuro(dados: DadosGerais, hora: time | None, agora: datetime) -> bool:
    """Compare an hour with now, which matters only today."""
    return hora is not None and dados.data == agora.date() and hora > agora.time()


def _unidade(dados: DadosGerais, dominios: Dominios) -> Iterator[Violacao]:
    """Refuse a unit that may not open RAs [FS0033] (M08)."""
    unidade = dominios.unidades.get(dados.unidade_id or 0)
    if unidade is not None and not pode_abrir(unidade):
        yield violacao("M08", "dados_gerais.unidade_id", unidade=unidade.descricao)


def _numero_manual(dados: DadosGerais, dominios: Dominios) -> list[Violacao]:
    """Check the number of the form [FS0042] (M09 to M11)."""
    if dados.tipo_atendimento is TipoAtendimento.ONLINE:
        return []
    return numero_manual.verificar(dados.numero_manual, dominios.parametros.ultimo_ra_manual)
