"""No update is ever lost [UC0408]: any set of fields here, any set there, on two real connections (spec 10 §2.14)."""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from gsan_desk.database.banco import Banco
from gsan_desk.domain.atualizacao import AtualizarRA
from gsan_desk.domain.conflito import ConflitoDeCampos, Escolha
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.registro_atendimento import Fone
from gsan_desk.services.ra_atualizar import atualizar
from gsan_desk.services.ra_duplicidade import AvisosPendentes
from gsan_desk.services.sessao import entrar
from tests.services.apoio_atualizar import com_gerais, com_local, com_pessoa, pegar
from tests.support.cenario import IDS

RUA = IDS.ra_pendente_endereco
MINHA, DELES = 0, 1
Mesa = tuple[Banco, Contexto]


@dataclass(frozen=True, slots=True)
class Campo:
    """A field with two other values for it, and where the base keeps it."""

    mudar: Callable[[AtualizarRA, Any], AtualizarRA]
    valores: tuple[Any, Any]
    coluna: str
    guardados: tuple[Any, Any]


def _geral(*nomes: str) -> Callable[[AtualizarRA, Any], AtualizarRA]:
    return lambda c, valores: com_gerais(c, **dict(zip(nomes, valores, strict=True)))


def _local(*nomes: str) -> Callable[[AtualizarRA, Any], AtualizarRA]:
    return lambda c, valores: com_local(c, **dict(zip(nomes, valores, strict=True)))


def _pessoa(nome: str) -> Callable[[AtualizarRA, Any], AtualizarRA]:
    return lambda c, valores: com_pessoa(c, **{nome: valores[0]})


def _numero(comando: AtualizarRA, valores: Any) -> AtualizarRA:
    endereco = comando.local.endereco
    assert endereco is not None
    return com_local(comando, endereco=replace(endereco, numero=valores[0]))


def _simples(
    mudar: Callable[[AtualizarRA, Any], AtualizarRA],
    coluna: str,
    meu: Any,
    deles: Any,
    tipo: Callable[[Any], Any] = str,
) -> Campo:
    return Campo(mudar, ((meu,), (deles,)), coluna, (tipo(meu), tipo(deles)))


DO_RA = {
    "dados_gerais.data": Campo(
        _geral("hora"),
        ((time(0, 1),), (time(0, 2),)),
        "to_char(rgat_tmregistroatendimento, 'HH24:MI')",
        ("00:01", "00:02"),
    ),
    "dados_gerais.espera_inicial": Campo(
        _geral("espera_inicial", "espera_final"),
        ((time(8), time(8, 10)), (time(9), time(9, 20))),
        "to_char(rgat_tminicioespera, 'HH24:MI')||to_char(rgat_tmfimespera, '-HH24:MI')",
        ("08:00-08:10", "09:00-09:20"),
    ),
    "dados_gerais.meio_id": _simples(_geral("meio_id"), "meso_id", IDS.meio_telefone, IDS.meio_interno),
    "dados_gerais.especificacao_id": _simples(
        _geral("especificacao_id"), "step_id", IDS.espec_sem_prazo, IDS.espec_com_pop
    ),
    "dados_gerais.observacao": _simples(_geral("observacao"), "rgat_dsobservacao", "MINHA", "DELES"),
    "local.endereco": _simples(_numero, "trim(rgat_nnimovel)", "101", "102"),
    "local.ponto_referencia": _simples(_local("ponto_referencia"), "rgat_dspontoreferencia", "FEIRA", "PRAÇA"),
    "local.coordenada_norte": Campo(
        _local("coordenada_norte", "coordenada_leste"),
        ((Decimal("9100.5"), Decimal("290.5")), (Decimal("9200.5"), Decimal("280.5"))),
        "rgat_nncoordenadanorte||'/'||rgat_nncoordenadaleste",
        ("9100.5000/290.5000", "9200.5000/280.5000"),
    ),
    "local.localidade_id": Campo(
        _local("setor_comercial_id", "quadra_id"),
        ((IDS.setor_centro, IDS.quadra_centro_2), (IDS.setor_centro, None)),
        "stcm_id||'/'||coalesce(qdra_id::text, '-')",
        (f"{IDS.setor_centro}/{IDS.quadra_centro_2}", f"{IDS.setor_centro}/-"),
    ),
    "local.local_ocorrencia_id": _simples(_local("local_ocorrencia_id"), "looc_id", IDS.local_rua, IDS.local_calcada),
    "local.pavimento_rua_id": _simples(_local("pavimento_rua_id"), "prua_id", 1, 3),
    "local.pavimento_calcada_id": _simples(_local("pavimento_calcada_id"), "pcal_id", 1, 3),
    "local.diametro": _simples(_local("diametro"), "rgat_nndiametro", Decimal("50.00"), Decimal("75.00")),
}
_DA_UNIDADE = "(SELECT u.unid_id FROM atendimentopublico.ra_unidade u WHERE u.rgat_id = r.rgat_id AND u.attp_id = 1)"
_DE_QUEM = "(SELECT s.{} FROM atendimentopublico.ra_solicitante s WHERE s.rgat_id = r.rgat_id)"
_FONES = (
    "(SELECT string_agg(f.sofo_nnfone, ',') FROM atendimentopublico.solicitante_fone f WHERE f.raso_id = r.rgat_id)"
)
AO_LADO = {
    "dados_gerais.unidade_id": _simples(_geral("unidade_id"), _DA_UNIDADE, IDS.unidade_so_abre, IDS.unidade_central),
    f"solicitantes.{RUA}.quem": _simples(_pessoa("nome"), _DE_QUEM.format("raso_nmsolicitante"), "ANA", "BIA"),
    f"solicitantes.{RUA}.ponto_referencia": _simples(
        _pessoa("ponto_referencia"), _DE_QUEM.format("raso_dspontoreferencia"), "ESQUINA", "PONTE"
    ),
    f"solicitantes.{RUA}.fones": Campo(
        _pessoa("fones"),
        (((Fone(1, "81", "34210001", principal=True),),), ((Fone(1, "81", "34210002", principal=True),),)),
        _FONES,
        ("34210001", "34210002"),
    ),
}
CAMPOS = DO_RA | AO_LADO
REPOR = (
    "UPDATE atendimentopublico.registro_atendimento SET rgat_icatendimentoonline = 2, rgat_tminicioespera = NULL,"
    " rgat_tmregistroatendimento = date_trunc('day', rgat_tmregistroatendimento) + interval '30 minutes',"
    f" rgat_tmfimespera = NULL, meso_id = 1, step_id = {IDS.espec_simples}, rgat_dsobservacao = 'LIDA',"
    " rgat_nnimovel = '100', rgat_dspontoreferencia = NULL, rgat_nncoordenadanorte = NULL,"
    " rgat_nncoordenadaleste = NULL, stcm_id = 1, qdra_id = 1, looc_id = 3, prua_id = 2, pcal_id = 2,"
    f" rgat_nndiametro = NULL WHERE rgat_id = {RUA};"
    f" UPDATE atendimentopublico.ra_unidade SET unid_id = {IDS.unidade_loja} WHERE rgat_id = {RUA};"
    " UPDATE atendimentopublico.ra_solicitante SET raso_nmsolicitante = 'QUEM LIGOU', raso_dspontoreferencia = NULL"
    f" WHERE rgat_id = {RUA};"
    f" DELETE FROM atendimentopublico.solicitante_fone WHERE raso_id = {RUA}"
)
CONJUNTOS = st.sets(st.sampled_from(sorted(CAMPOS)))
DO_GSAN = st.sets(st.sampled_from(sorted(DO_RA)), min_size=1)
ESCOLHAS = st.fixed_dictionaries(dict.fromkeys(CAMPOS, st.sampled_from(Escolha)))
POUCOS = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def mesas(como: Callable[[str], Banco]) -> tuple[Mesa, Mesa]:
    """The unit that holds the RA, and its superior."""
    bancos = como("atendente2"), como("supervisor")
    return (bancos[0], bancos[0].executar(entrar)), (bancos[1], bancos[1].executar(entrar))


def ler(base: Any) -> dict[str, str | None]:
    """Read every field from the tables."""
    expressoes = ", ".join(f'({campo.coluna})::text AS "{nome}"' for nome, campo in CAMPOS.items())
    linha = base.execute(
        f"SELECT {expressoes} FROM atendimentopublico.registro_atendimento r WHERE rgat_id = {RUA}"
    ).fetchone()
    return dict(linha)


def digitar(mesa: Mesa, campos: set[str], quem: int) -> AtualizarRA:
    comando = pegar(*mesa, RUA)
    for nome in sorted(campos):
        comando = CAMPOS[nome].mudar(comando, CAMPOS[nome].valores[quem])
    return comando


def gravar(mesa: Mesa, comando: AtualizarRA, escolhas: Mapping[str, Escolha]) -> set[str]:
    """Save, answering what is asked; give the fields that were asked about."""
    perguntados: set[str] = set()
    while True:
        try:
            mesa[0].executar(atualizar, mesa[1], comando)
        except AvisosPendentes as parada:
            comando = replace(comando, avisos_aceitos=comando.avisos_aceitos | {a.chave for a in parada.avisos})
        except ConflitoDeCampos as erro:
            nomes = {campo.campo for campo in erro.campos}
            perguntados |= nomes
            comando = replace(
                comando, decisoes={nome: escolhas[nome] for nome in nomes}, decidido_sobre=erro.armazenado
            )
        else:
            return perguntados


def esperado(
    antes: dict[str, str | None], meus: set[str], deles: set[str], escolhas: Mapping[str, Escolha]
) -> dict[str, str | None]:
    """Say what each field must hold: what one side alone typed, or what was chosen."""
    depois = dict(antes)
    for nome in meus | deles:
        minha = nome in meus and (nome not in deles or escolhas[nome] is Escolha.MEU)
        depois[nome] = CAMPOS[nome].guardados[MINHA if minha else DELES]
    return depois


@POUCOS
@given(meus=CONJUNTOS, deles=CONJUNTOS, escolhas=ESCOLHAS)
@example(meus=set(CAMPOS), deles=set(CAMPOS), escolhas=dict.fromkeys(CAMPOS, Escolha.DELES))
@example(meus=set(CAMPOS), deles=set(), escolhas={})
def test_what_two_people_change_is_all_there_or_was_asked_about(
    base: Any, mesas: tuple[Mesa, Mesa], meus: set[str], deles: set[str], escolhas: dict[str, Escolha]
) -> None:
    base.execute(REPOR)
    antes = ler(base)
    meu, dele = digitar(mesas[0], meus, MINHA), digitar(mesas[1], deles, DELES)
    assert gravar(mesas[1], dele, {}) == set()
    assert gravar(mesas[0], meu, escolhas) == meus & deles
    assert ler(base) == esperado(antes, meus, deles, escolhas)


@POUCOS
@given(meus=CONJUNTOS, deles=DO_GSAN, escolhas=ESCOLHAS)
@example(meus=set(CAMPOS), deles=set(DO_RA), escolhas=dict.fromkeys(CAMPOS, Escolha.MEU))
@example(meus=set(AO_LADO), deles=set(DO_RA), escolhas={})
def test_what_the_web_system_changes_meanwhile_is_all_there_or_was_asked_about(
    base: Any, mesas: tuple[Mesa, Mesa], meus: set[str], deles: set[str], escolhas: dict[str, Escolha]
) -> None:
    """The other one is a plain connection that knows nothing of us and moves the stamp by its own clock."""
    base.execute(REPOR)
    antes = ler(base)
    meu = digitar(mesas[0], meus, MINHA)
    base.execute(
        f"UPDATE atendimentopublico.registro_atendimento SET {', '.join(NO_GSAN[nome] for nome in sorted(deles))},"
        f" rgat_tmultimaalteracao = now() WHERE rgat_id = {RUA}"
    )
    assert gravar(mesas[0], meu, escolhas) == meus & deles
    assert ler(base) == esperado(antes, meus, deles, escolhas)


@POUCOS
@given(meus=CONJUNTOS, deles=CONJUNTOS)
def test_two_people_who_conclude_at_the_same_instant_lose_nothing(
    base: Any, mesas: tuple[Mesa, Mesa], meus: set[str], deles: set[str]
) -> None:
    base.execute(REPOR)
    antes = ler(base)
    comandos = digitar(mesas[0], meus, MINHA), digitar(mesas[1], deles, DELES)
    minhas = dict.fromkeys(CAMPOS, Escolha.MEU)
    with ThreadPoolExecutor(2) as pessoas:
        perguntas = list(pessoas.map(lambda quem: gravar(mesas[quem], comandos[quem], minhas), (MINHA, DELES)))
    assert sorted(perguntas, key=len) == [set(), meus & deles]
    primeiro_eu = bool(perguntas[DELES])
    escolhas = dict.fromkeys(CAMPOS, Escolha.DELES if primeiro_eu else Escolha.MEU)
    assert ler(base) == esperado(antes, meus, deles, escolhas)


NO_GSAN = {
    "dados_gerais.data": "rgat_tmregistroatendimento = rgat_tmregistroatendimento::date + time '00:02'",
    "dados_gerais.espera_inicial": "rgat_tminicioespera = rgat_tmregistroatendimento::date + time '09:00',"
    " rgat_tmfimespera = rgat_tmregistroatendimento::date + time '09:20'",
    "dados_gerais.meio_id": f"meso_id = {IDS.meio_interno}",
    "dados_gerais.especificacao_id": f"step_id = {IDS.espec_com_pop}",
    "dados_gerais.observacao": "rgat_dsobservacao = 'DELES'",
    "local.endereco": "rgat_nnimovel = '102'",
    "local.ponto_referencia": "rgat_dspontoreferencia = 'PRAÇA'",
    "local.coordenada_norte": "rgat_nncoordenadanorte = 9200.5, rgat_nncoordenadaleste = 280.5",
    "local.localidade_id": "qdra_id = NULL",
    "local.local_ocorrencia_id": f"looc_id = {IDS.local_calcada}",
    "local.pavimento_rua_id": "prua_id = 3",
    "local.pavimento_calcada_id": "pcal_id = 3",
    "local.diametro": "rgat_nndiametro = 75",
}
"""The other one's values as the web system writes them."""
