"""Decision A: Inserir RA filled from a report, and the report decided in the transaction of that RA (spec 40 §2.4)."""

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from gsan_desk.domain.codigos import FONE_CELULAR, SIM
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import RegraViolada, Violacao
from gsan_desk.domain.registro_atendimento import (
    DadosGerais,
    Endereco,
    Fone,
    Local,
    NovoRA,
    RelatoDeOrigem,
    Solicitante,
)
from gsan_desk.domain.relato import DESCRICAO_DA_FOTO, NOME_DO_CIDADAO, SituacaoRelato, recebe_sms
from gsan_desk.domain.semelhanca import separar
from gsan_desk.models.pontos import ponto_do_imovel
from gsan_desk.services.progis.ajustes import Ajustes
from gsan_desk.services.progis.candidatos import candidatos, especificacoes_do
from gsan_desk.services.progis.relatos import Relato, carregar, trancar
from gsan_desk.services.progis.reserva import exigir_decidivel

DESCRICAO_MAXIMA, OBSERVACAO_MAXIMA = 200, 400
_DO_IMOVEL = ponto_do_imovel("i")
_RUA_MAIS_PROXIMA = text(f"""
    SELECT i.lgbr_id, i.lgcp_id, b.bair_id, c.muni_id, i.loca_id, {_DO_IMOVEL} <-> p.ponto AS distancia,
        concat_ws(' ', t.lgtp_dslogradourotipo, l.logr_nmlogradouro) AS rua, c.bair_nmbairro AS bairro
    FROM (SELECT point(CAST(:leste AS float8), CAST(:norte AS float8)) AS ponto) p
    CROSS JOIN LATERAL (
        SELECT * FROM cadastro.imovel i
        WHERE i.lgbr_id IS NOT NULL AND {_DO_IMOVEL} IS NOT NULL ORDER BY {_DO_IMOVEL} <-> p.ponto LIMIT 1
    ) i
    JOIN cadastro.logradouro_bairro b ON b.lgbr_id = i.lgbr_id
    JOIN cadastro.logradouro l ON l.logr_id = b.logr_id
    JOIN cadastro.logradouro_tipo t ON t.lgtp_id = l.lgtp_id
    JOIN cadastro.bairro c ON c.bair_id = b.bair_id
    WHERE {_DO_IMOVEL} <-> p.ponto <= :alcance
""")  # noqa: S608 - constants
_FOTOS = text("""
    INSERT INTO atendimentopublico.ra_anexo
        (raan_id, rgat_id, raan_imdocumento, raan_nmextensaodocumento, raan_dsdocumento, raan_tmultimaalteracao)
    SELECT nextval('atendimentopublico.seq_ra_anexo'), CAST(:ra AS integer), f.conteudo,
        CASE WHEN substring(f.conteudo FROM 1 FOR 3) = '\\xffd8ff' THEN 'jpg' ELSE 'png' END, :descricao,
        date_trunc('milliseconds', localtimestamp)
    FROM gsan_desk.relato_foto f
    JOIN gsan_desk.relato_cidadao r ON r.origem = f.origem AND r.id_externo = f.id_externo
    WHERE r.id = :relato ORDER BY f.ordem
""")
_DECIDIR = text("""
    UPDATE gsan_desk.relato_cidadao SET situacao = 2, rgat_id = CAST(:ra AS integer), raso_id = (
        SELECT min(s.raso_id) FROM atendimentopublico.ra_solicitante s
        WHERE s.rgat_id = CAST(:ra AS integer) AND s.raso_icsolicitanteprincipal = CAST(:sim AS smallint))
    WHERE id = :relato
""")
ALCANCE_DA_RUA = 300.0


@dataclass(frozen=True, slots=True)
class RAProposto:
    """What Inserir RA starts with; the screen's own defaults (date, hour, unit) complete the first tab."""

    relato: Relato
    origem: RelatoDeOrigem
    dados_gerais: DadosGerais
    local: Local
    solicitante: Solicitante


def propor(session: Session, contexto: Contexto, id_: int, ras_vistos: frozenset[int] = frozenset()) -> RAProposto:
    """Fill a form from a report; two statements.

    Raises:
        Conflito: somebody else holds it.
        RegraViolada: there is no such report, or it was decided.
    """
    relato, ajustes = carregar(session, id_)
    exigir_decidivel(relato, contexto, relato.versao)
    rua = _rua_mais_proxima(session, relato)
    local = _local(relato, rua)
    return RAProposto(
        relato,
        RelatoDeOrigem(relato.id, relato.versao, ras_vistos),
        _dados_gerais(relato, ajustes, contexto),
        local,
        replace(solicitante_do(relato), endereco=_endereco(relato, rua)),
    )


def preparar(session: Session, contexto: Contexto, novo: NovoRA) -> NovoRA:
    """Lock the report that the RA answers, and see that its phone gets the protocol; two statements, or none.

    Raises:
        Conflito: the report changed, or somebody else holds it.
        RegraViolada: it was decided, or an RA was opened nearby since the analysis.
    """
    origem = novo.relato
    if origem is None:
        return novo
    relato, ajustes = trancar(session, origem.id)
    exigir_decidivel(relato, contexto, origem.versao)
    _sem_ra_novo(session, contexto, origem, relato, ajustes)
    if not recebe_sms(relato.telefone):
        return novo
    return replace(novo, solicitante=replace(novo.solicitante, enviar_sms=True, celular_sms=relato.telefone))


def decidir(session: Session, novo: NovoRA, ra: int) -> None:
    """Copy the photos to the RA and tell the report which RA it became; two statements, or none."""
    if novo.relato is None:
        return
    session.execute(_FOTOS, {"ra": ra, "relato": novo.relato.id, "descricao": DESCRICAO_DA_FOTO})
    session.execute(_DECIDIR, {"ra": ra, "relato": novo.relato.id, "sim": SIM})


def solicitante_do(relato: Relato) -> Solicitante:
    """Make the citizen a solicitante, with the phone that reported as the principal one."""
    nacional = relato.telefone.removeprefix("+55")
    brasileiro = relato.telefone.startswith("+55") and len(nacional) in (10, 11)
    sms = recebe_sms(relato.telefone)
    return Solicitante(
        nome=relato.nome or NOME_DO_CIDADAO,
        fones=(Fone(FONE_CELULAR, nacional[:2], nacional[2:], principal=True),) if brasileiro else (),
        enviar_sms=sms,
        celular_sms=relato.telefone if sms else "",
    )


def _sem_ra_novo(
    session: Session, contexto: Contexto, origem: RelatoDeOrigem, relato: Relato, ajustes: Ajustes
) -> None:
    """Look again exactly as the analysis did, so that only what is new since then is found."""
    especificacoes = especificacoes_do(relato.problema, ajustes.especificacao(relato.problema), contexto.dominios)
    achados = candidatos(session, contexto, relato.lugar, especificacoes, ajustes.alcance)
    novos = [c.numero for c in achados if c.aberto and c.numero not in origem.ras_vistos]
    if novos:
        raise RegraViolada(
            *(
                Violacao("RELATO_RA_PROXIMO", f"Há o RA {n}, aberto perto daqui e que você não viu na análise.", ra=n)
                for n in novos
            )
        )


def _rua_mais_proxima(session: Session, relato: Relato) -> Any:
    if relato.situacao is not SituacaoRelato.PENDENTE or relato.leste is None or relato.norte is None:
        return None
    parametros = {"leste": float(relato.leste), "norte": float(relato.norte), "alcance": ALCANCE_DA_RUA}
    return session.execute(_RUA_MAIS_PROXIMA, parametros).one_or_none()


def _endereco(relato: Relato, rua: Any) -> Endereco | None:
    if rua is None:
        return None
    numero = separar(relato.endereco).numero
    escrito = str(numero) if numero is not None else "S/N"
    return Endereco(
        rua.lgbr_id,
        rua.lgcp_id,
        numero=escrito,
        municipio_id=rua.muni_id,
        bairro_id=rua.bair_id,
        texto=f"{rua.rua}, {escrito} - {rua.bairro}",
    )


def _local(relato: Relato, rua: Any) -> Local:
    """Propose the nearest street; without one, describe the place in the citizen's words."""
    local = Local(coordenada_leste=relato.leste, coordenada_norte=relato.norte)
    if rua is None:
        return replace(local, descricao=_descricao(relato))
    return replace(
        local,
        endereco=_endereco(relato, rua),
        ponto_referencia=relato.ponto_referencia,
        municipio_id=rua.muni_id,
        bairro_id=rua.bair_id,
        localidade_id=rua.loca_id,
    )


def _descricao(relato: Relato) -> str:
    partes = (relato.endereco, relato.bairro, relato.municipio, relato.ponto_referencia)
    return " - ".join(p for p in partes if p)[:DESCRICAO_MAXIMA] or "Local informado por coordenadas"


def _dados_gerais(relato: Relato, ajustes: Ajustes, contexto: Contexto) -> DadosGerais:
    especificacao = contexto.dominios.especificacoes.get(ajustes.especificacao(relato.problema) or 0)
    dito = (relato.descricao, relato.endereco and f"Endereço informado: {relato.endereco}")
    return DadosGerais(
        meio_id=ajustes.meio_id,
        tipo_id=especificacao.tipo_id if especificacao is not None else None,
        especificacao_id=especificacao.id if especificacao is not None else None,
        observacao=" ".join(p for p in dito if p)[:OBSERVACAO_MAXIMA],
    )
