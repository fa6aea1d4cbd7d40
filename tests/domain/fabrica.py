"""A small utility, built by hand, for the rules."""

from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from gsan_desk.domain.dominios import (
    Contexto,
    DivisaoEsgoto,
    Dominios,
    Especificacao,
    Item,
    Localidade,
    LocalOcorrencia,
    Municipio,
    Operador,
    Parametros,
    ServicoTipo,
    Tipo,
    Unidade,
)
from gsan_desk.domain.erros import Violacao
from gsan_desk.domain.imovel import ClienteFato, ImovelFato
from gsan_desk.domain.registro_atendimento import DadosGerais, Endereco

AGORA = datetime(2024, 5, 15, 10, 30)  # noqa: DTZ001 - GSAN's timestamps have no zone
HOJE = AGORA.date()

CENTRAL, DISTRITO, AGENCIA, INATIVA, SURDA, CENTRALIZADORA = 1, 2, 3, 4, 5, 6
AGUA, FALTA_AGUA, ESGOTO, DIAGNOSTICO, RESERVADO = 10, 11, 12, 13, 14
VAZAMENTO, SEM_AGUA_IMOVEL, SEM_AGUA_GERAL, EXTRAVASAMENTO, PESQUISA = 100, 101, 102, 103, 104
ENDERECO = Endereco(logradouro_bairro_id=7, logradouro_cep_id=8, numero="10")


def unidade(id_: int, **campos: Any) -> Unidade:
    padrao: dict[str, Any] = {
        "descricao": f"UNIDADE {id_}",
        "sigla": f"U{id_}",
        "superior_id": None,
        "centralizadora_id": None,
        "meio_id": None,
        "abre_ra": True,
        "recebe_ra": True,
        "central_atendimento": False,
        "em_uso": True,
    }
    return Unidade(id=id_, **{**padrao, **campos})


def tipo(id_: int, grupo: int, falta_agua: bool = False, esgoto: bool = False, sistema: bool = False) -> Tipo:
    return Tipo(id_, f"TIPO {id_}", grupo, falta_agua, esgoto, em_uso=True, uso_sistema=sistema)


def servico(id_: int, **campos: Any) -> ServicoTipo:
    padrao: dict[str, Any] = {
        "descricao": f"SERVICO {id_}",
        "valor": Decimal(id_),
        "em_uso": True,
        "prioridade_id": 1,
        "referencia_id": None,
        "diagnostico": False,
        "email_pesquisa": False,
    }
    return ServicoTipo(id=id_, **{**padrao, **campos})


def dominios(**campos: Any) -> Dominios:
    unidades = [
        unidade(CENTRAL, central_atendimento=True),
        unidade(DISTRITO, superior_id=CENTRAL),
        unidade(AGENCIA, superior_id=DISTRITO),
        unidade(INATIVA, em_uso=False),
        unidade(SURDA, abre_ra=False, recebe_ra=False),
        unidade(CENTRALIZADORA),
    ]
    tipos = [
        tipo(AGUA, 1),
        tipo(FALTA_AGUA, 2, falta_agua=True),
        tipo(ESGOTO, 3, esgoto=True),
        tipo(DIAGNOSTICO, 6),
        tipo(RESERVADO, 1, sistema=True),
    ]
    especificacoes = [
        Especificacao(VAZAMENTO, AGUA, "VAZAMENTO"),
        Especificacao(SEM_AGUA_IMOVEL, FALTA_AGUA, "FALTA DE ÁGUA NO IMÓVEL", matricula=True),
        Especificacao(SEM_AGUA_GERAL, FALTA_AGUA, "FALTA DE ÁGUA GERAL"),
        Especificacao(EXTRAVASAMENTO, ESGOTO, "EXTRAVASAMENTO"),
        Especificacao(PESQUISA, AGUA, "COM PESQUISA", servico_tipo_id=50),
    ]
    base = Dominios(
        parametros=Parametros("COMPANHIA", "CIA", sugestao_tramite=True, ultimo_ra_manual=500),
        unidades={u.id: u for u in unidades},
        tipos={t.id: t for t in tipos},
        especificacoes={e.id: e for e in especificacoes},
        servicos={50: servico(50, email_pesquisa=True)},
        meios={1: Item(1, "TELEFONE")},
        locais={
            1: LocalOcorrencia(1, "RUA", rua=True, calcada=False),
            2: LocalOcorrencia(2, "CALÇADA", rua=False, calcada=True),
        },
        pavimentos_rua={1: Item(1, "ASFALTO")},
        pavimentos_calcada={1: Item(1, "CIMENTO")},
        divisoes_esgoto={1: DivisaoEsgoto(1, "NORTE", None)},
        localidades={1: Localidade(1, "CENTRO", 1)},
        municipios={1: Municipio(1, "CIDADE", "PE")},
        fone_tipos={1: Item(1, "RESIDENCIAL"), 3: Item(3, "CELULAR")},
    )
    return replace(base, **campos)


def contexto(unidade_id: int | None = AGENCIA, permissoes: frozenset[int] = frozenset(), /, **campos: Any) -> Contexto:
    operador = Operador(1, "ana", "ANA", unidade_id, permissoes=permissoes)
    return Contexto(operador, dominios(**campos))


def com_especificacao(id_: int, /, **campos: Any) -> dict[int, Especificacao]:
    """Give the especificações with one of them changed."""
    especificacoes = dominios().especificacoes
    return {**especificacoes, id_: replace(especificacoes[id_], **campos)}


def dados_gerais(**campos: Any) -> DadosGerais:
    padrao: dict[str, Any] = {
        "data": HOJE,
        "hora": time(10, 0),
        "unidade_id": AGENCIA,
        "meio_id": 1,
        "tipo_id": AGUA,
        "especificacao_id": VAZAMENTO,
    }
    return DadosGerais(**{**padrao, **campos})


def cliente(**campos: Any) -> ClienteFato:
    return ClienteFato(**{"id": 9, "nome": "MARIA", "enderecos": ("RUA A, 10",), **campos})


def imovel(**campos: Any) -> ImovelFato:
    padrao: dict[str, Any] = {
        "id": 1234,
        "inscricao": "001.001.001.0001.000",
        "perfil_id": 1,
        "grande_consumidor": False,
        "localidade_id": 1,
        "setor_comercial_id": 1,
        "setor_comercial_codigo": 1,
        "quadra_id": 1,
        "quadra_numero": 1,
        "divisao_esgoto_id": None,
        "endereco": ENDERECO,
        "endereco_texto": "",
        "municipio_id": 1,
        "bairro_id": 1,
        "bairro_codigo": 1,
        "bairro_nome": "CENTRO",
        "coordenada_norte": None,
        "coordenada_leste": None,
        "agua_situacao_id": 3,
        "agua_situacao": "LIGADO",
        "esgoto_situacao_id": 1,
        "esgoto_situacao": "POTENCIAL",
        "hidrometro_agua": True,
        "hidrometro_poco": False,
        "pavimento_rua_id": None,
        "pavimento_calcada_id": None,
        "cobranca_situacao_ids": frozenset(),
        "tem_debito": False,
        "vencimento_alterado_em": None,
        "usuario": None,
        "responsavel": None,
    }
    return ImovelFato(**{**padrao, **campos})


def codigos(violacoes: list[Violacao]) -> list[tuple[str, str | None]]:
    return [(v.codigo, v.campo) for v in violacoes]


def dia(dia_: int, mes: int = 5, ano: int = 2024) -> date:
    return date(ano, mes, dia_)
