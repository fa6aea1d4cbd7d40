"""An RA as the base has it now: the state that the tabs edit, and the facts on which its change depends."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from gsan_desk.domain import numero_manual
from gsan_desk.domain.atualizacao import AnexoRA, EstadoRA, SolicitanteRA
from gsan_desk.domain.codigos import SituacaoRA, TipoAtendimento
from gsan_desk.domain.devolucao import TipoDevolucao, ValorDevolver
from gsan_desk.domain.registro_atendimento import DadosGerais, Endereco, Fone, Local, Solicitante
from gsan_desk.services.pesquisas.lista import MAIOR_INTEIRO
from gsan_desk.services.ra_atualizar import consulta
from gsan_desk.services.ra_consultar import ContaDoRA, PagamentoDoRA, montar_conta, montar_pagamento
from gsan_desk.services.ra_trava import sem_esperar_demais, trancar

INDEVIDO = TipoDevolucao.COBRADO_INDEVIDAMENTE.value
OCUPADO = "Outra pessoa está gravando este RA. Tente de novo em instantes."


@dataclass(frozen=True, slots=True)
class TextosDoLocal:
    """What the code fields of the second tab show, where the client has no table of it; ids are in the state."""

    setor_comercial_codigo: int | None
    quadra_numero: int | None
    bairro_codigo: int | None
    bairro: str
    area: str


@dataclass(frozen=True, slots=True)
class RALido:
    """The RA and what surrounds it; ``agora`` is the server's clock, ``quem`` and ``quando`` come from the audit."""

    numero: int
    estado: EstadoRA
    situacao: SituacaoRA
    agora: datetime
    codificacao: str
    abertura_id: int | None
    unidade_atual_id: int | None
    unidade_atual: str
    ra_duplicidade_id: int | None
    data_prevista: date
    tem_os: bool
    tem_os_aberta: bool
    tem_os_programada: bool
    textos: TextosDoLocal
    contas: tuple[ContaDoRA, ...]
    pagamentos: tuple[PagamentoDoRA, ...]
    quem: str | None
    quando: datetime | None


def ler(session: Session, numero: int) -> RALido | None:
    """Read the RA; one statement. ``None`` when there is no such RA."""
    if not 0 < numero <= MAIOR_INTEIRO:
        return None
    linha = session.execute(consulta.estado(), {"numero": numero}).one_or_none()
    return None if linha is None else _montar(linha)


def trancar_e_ler(session: Session, numero: int) -> RALido | None:
    """Lock the RA, then what hangs on it, then read what was waited for; three statements.

    Raises:
        Conflito: somebody has been writing it for longer than the locks wait.
        RegraViolada: there is no such RA (M70).
    """
    trancar(session, numero)
    with sem_esperar_demais(OCUPADO):
        session.execute(consulta.trancas(), {"numero": numero})
    return ler(session, numero)


def _montar(linha: Any) -> RALido:
    ra, abertura, autor = linha.RegistroAtendimento, linha.abertura or {}, linha.autor or {}
    pagamentos = tuple(montar_pagamento(dados) for dados in linha.pagamentos)
    return RALido(
        numero=ra.id,
        estado=EstadoRA(
            versao=ra.ultima_alteracao,
            versao_unidade=_momento(abertura.get("versao")),
            dados_gerais=_gerais(linha, abertura.get("unidade_id")),
            local=_local(linha),
            solicitantes=tuple(_solicitante(dados) for dados in linha.solicitantes),
            anexos=tuple(AnexoRA(**dados | {"versao": _momento(dados["versao"])}) for dados in linha.anexos),
            devolvidos=frozenset(p.id for p in pagamentos if p.devolvido),
        ),
        situacao=SituacaoRA(ra.situacao),
        agora=linha.agora,
        codificacao=linha.codificacao,
        abertura_id=abertura.get("id"),
        unidade_atual_id=ra.unidade_atual_id,
        unidade_atual=linha.unidade_atual,
        ra_duplicidade_id=ra.ra_duplicidade_id,
        data_prevista=ra.data_prevista_atual,
        tem_os=linha.tem_os,
        tem_os_aberta=linha.tem_os_aberta,
        tem_os_programada=linha.tem_os_programada,
        textos=_textos(linha),
        contas=tuple(montar_conta(dados) for dados in linha.contas),
        pagamentos=pagamentos,
        quem=autor.get("quem"),
        quando=_momento(autor.get("quando")),
    )


def _momento(texto: str | None) -> datetime | None:
    return datetime.fromisoformat(texto) if texto else None


def _gerais(linha: Any, unidade_id: int | None) -> DadosGerais:
    ra = linha.RegistroAtendimento
    return DadosGerais(
        tipo_atendimento=TipoAtendimento(ra.indicador_atendimento_online),
        numero_manual=numero_manual.formatar(ra.numero_manual) if ra.numero_manual else "",
        data=ra.data_atendimento.date(),
        hora=ra.data_atendimento.time(),
        espera_inicial=ra.data_inicio_espera.time() if ra.data_inicio_espera else None,
        espera_final=ra.data_fim_espera.time() if ra.data_fim_espera else None,
        unidade_id=unidade_id,
        meio_id=ra.meio_solicitacao_id,
        tipo_id=linha.tipo_id,
        especificacao_id=ra.especificacao_id,
        observacao=ra.observacao or "",
    )


def _local(linha: Any) -> Local:
    """Read the description of a blocked RA or the identification of another; what else the row holds is a leftover."""
    ra = linha.RegistroAtendimento
    comum = Local(
        imovel_id=ra.imovel_id,
        conta_ids=tuple(dados["id"] for dados in linha.conta_ids),
        pagamento_ids=tuple(p["id"] for p in linha.pagamentos if p["tipo"] != INDEVIDO),
        devolucoes=tuple(
            ValorDevolver(p["id"], Decimal(p["devolver"])) for p in linha.pagamentos if p["tipo"] == INDEVIDO
        ),
        coordenada_norte=ra.coordenada_norte,
        coordenada_leste=ra.coordenada_leste,
        diametro=ra.diametro,
    )
    if ra.situacao == SituacaoRA.BLOQUEADO and (ra.descricao_local_ocorrencia or "").strip():
        return replace(comum, descricao=ra.descricao_local_ocorrencia)
    return replace(comum, **_identificacao(linha))


def _identificacao(linha: Any) -> dict[str, Any]:
    ra, area = linha.RegistroAtendimento, linha.area or {}
    return {
        "endereco": _endereco_do_ra(linha),
        "ponto_referencia": ra.ponto_referencia or "",
        "municipio_id": area.get("municipio_id"),
        "bairro_id": area.get("bairro_id"),
        "bairro_area_id": ra.bairro_area_id,
        "localidade_id": ra.localidade_id,
        "setor_comercial_id": ra.setor_comercial_id,
        "quadra_id": ra.quadra_id,
        "divisao_esgoto_id": ra.divisao_esgoto_id,
        "local_ocorrencia_id": ra.local_ocorrencia_id,
        "pavimento_rua_id": ra.pavimento_rua_id,
        "pavimento_calcada_id": ra.pavimento_calcada_id,
    }


def _endereco_do_ra(linha: Any) -> Endereco | None:
    ra, bairro = linha.RegistroAtendimento, linha.bairro_da_rua or {}
    if ra.logradouro_bairro_id is None:
        return None
    return Endereco(
        logradouro_bairro_id=ra.logradouro_bairro_id,
        logradouro_cep_id=ra.logradouro_cep_id,
        numero=ra.numero_imovel or "",
        complemento=ra.complemento_endereco or "",
        perimetro_inicial_id=ra.perimetro_inicial_id,
        perimetro_final_id=ra.perimetro_final_id,
        municipio_id=bairro.get("municipio_id"),
        bairro_id=bairro.get("bairro_id"),
        texto=linha.endereco_texto,
    )


def _solicitante(dados: dict[str, Any]) -> SolicitanteRA:
    return SolicitanteRA(
        id=dados["id"],
        protocolo=dados["protocolo"],
        solicitante=Solicitante(
            cliente_id=dados["cliente_id"],
            unidade_id=dados["unidade_id"],
            funcionario_id=dados["funcionario_id"],
            nome=dados["nome"],
            enviar_email=dados["enviar_email"],
            email=dados["email"],
            endereco=_endereco_da_pessoa(dados),
            ponto_referencia=dados["ponto_referencia"],
            fones=tuple(Fone(**fone | {"ddd": f"{fone['ddd']:02d}"}) for fone in dados["fones"]),
        ),
        principal=dados["principal"],
        versao=_momento(dados["versao"]),
        cliente=dados["cliente"],
        funcionario=dados["funcionario"],
    )


def _endereco_da_pessoa(dados: dict[str, Any]) -> Endereco | None:
    if dados["logradouro_bairro_id"] is None:
        return None
    colunas = ("logradouro_bairro_id", "logradouro_cep_id", "numero", "complemento")
    perimetros = ("perimetro_inicial_id", "perimetro_final_id", "bairro_id")
    return Endereco(**{nome: dados[nome] for nome in (*colunas, *perimetros)}, texto=dados["endereco_texto"])


def _textos(linha: Any) -> TextosDoLocal:
    area = linha.area or {}
    return TextosDoLocal(
        setor_comercial_codigo=linha.setor_codigo,
        quadra_numero=linha.quadra_numero,
        bairro_codigo=area.get("bairro_codigo"),
        bairro=area.get("bairro_nome", ""),
        area=area.get("nome", ""),
    )
