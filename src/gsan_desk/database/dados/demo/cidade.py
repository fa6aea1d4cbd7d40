"""Places of the demo: three municípios, their bairros, streets, quadras, and the networks of water and sewage."""

from dataclasses import dataclass, field
from random import Random

from gsan_desk.database.dados.demo import nomes
from gsan_desk.database.dados.linhas import Linha, Parte

LOCALIDADES = (
    ("TAPERUCU CENTRO", 0, (0, 1, 2, 3)),
    ("TAPERUCU NORTE", 0, (4, 5, 6)),
    ("TAPERUCU SUL", 0, (7, 8, 9)),
    ("PORTO MIRANTE", 1, (0, 1, 2, 3, 4, 5)),
    ("SERRA DO JACUBA", 2, (0, 1, 2, 3)),
)
SEM_ESGOTO = 4
_RUAS_POR_BAIRRO = 8
_QUADRAS_POR_BAIRRO = 9
_ORIGEM_LESTE = (285_000.0, 297_000.0, 262_000.0)
_ORIGEM_NORTE = (9_104_000.0, 9_088_000.0, 9_121_000.0)


@dataclass(frozen=True, slots=True)
class Rua:
    """A street inside one bairro, ready to be the address of something."""

    logradouro_id: int
    logradouro_bairro_id: int
    logradouro_cep_id: int


@dataclass(slots=True)
class Bairro:
    """A bairro and what lies in it."""

    id: int
    municipio: int
    localidade_id: int
    areas: list[int] = field(default_factory=list)
    ruas: list[Rua] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Quadra:
    """A quadra, with everything that an imóvel of it inherits."""

    id: int
    numero: int
    setor_id: int
    localidade_id: int
    bairro: Bairro
    divisao_esgoto_id: int | None
    leste: float
    norte: float


@dataclass(slots=True)
class Cidade:
    """All places; ``partes`` are the rows, in the order of insertion."""

    bairros: list[Bairro] = field(default_factory=list)
    quadras: list[Quadra] = field(default_factory=list)
    partes: list[Parte] = field(default_factory=list)


def montar(rng: Random) -> Cidade:
    """Lay the places out."""
    cidade = Cidade()
    cidade.partes += _regioes()
    cidade.partes += _bairros(cidade)
    cidade.partes += _ruas(cidade, rng)
    cidade.partes += _setores_e_quadras(cidade, rng)
    return cidade


def _regioes() -> list[Parte]:
    municipios: list[Linha] = [
        {
            "muni_id": i,
            "muni_nmmunicipio": nome,
            "muni_cdddd": 81,
            "rdes_id": 1,
            "mreg_id": 1,
            "unfe_id": 26,
            "muni_cdcepinicio": 55_000_000 + i * 100_000,
            "muni_cdcepfim": 55_099_999 + i * 100_000,
        }
        for i, nome in enumerate(nomes.MUNICIPIOS, 1)
    ]
    localidades: list[Linha] = [
        {
            "loca_id": i,
            "loca_nmlocalidade": nome,
            "loca_cdelo": 1 if municipio == 0 else i,
            "greg_id": 1,
            "uneg_id": 1,
            "muni_idprincipal": municipio + 1,
        }
        for i, (nome, municipio, _) in enumerate(LOCALIDADES, 1)
    ]
    negocio = {"uneg_id": 1, "greg_id": 1, "uneg_nmunidadenegocio": "VALE DO TAPERUCU", "uneg_nmabreviado": "VTAP"}
    return [
        ("cadastro.regiao", [{"regi_id": 1, "regi_nmregiao": "VALE"}]),
        ("cadastro.microrregiao", [{"mreg_id": 1, "regi_id": 1, "mreg_nmmicrorregiao": "VALE DO TAPERUCU"}]),
        ("cadastro.regiao_desenvolvimento", [{"rdes_id": 1, "rdes_nmregiaodesenvolvimento": "VALE DO TAPERUCU"}]),
        ("cadastro.municipio", municipios),
        (
            "cadastro.gerencia_regional",
            [{"greg_id": 1, "greg_nmregional": "VALE DO TAPERUCU", "greg_nmabreviado": "VTP"}],
        ),
        ("cadastro.unidade_negocio", [negocio]),
        ("cadastro.localidade", localidades),
    ]


def _bairros(cidade: Cidade) -> list[Parte]:
    bairros: list[Linha] = []
    areas: list[Linha] = []
    for localidade, (_, municipio, indices) in enumerate(LOCALIDADES, 1):
        for indice in indices:
            bairro = Bairro(len(bairros) + 1, municipio, localidade)
            bairros.append(
                {
                    "bair_id": bairro.id,
                    "muni_id": municipio + 1,
                    "bair_cdbairro": indice + 1,
                    "bair_nmbairro": nomes.BAIRROS[municipio][indice],
                }
            )
            for codigo, nome in enumerate(nomes.AREAS[: 2 + indice % 2], 1):
                bairro.areas.append(len(areas) + 1)
                areas.append(
                    {
                        "brar_id": len(areas) + 1,
                        "bair_id": bairro.id,
                        "brar_nmbairroarea": nome,
                        "brar_cdbairroarea": codigo,
                        "diop_id": localidade,
                    }
                )
            cidade.bairros.append(bairro)
    return [("cadastro.bairro", bairros), *_abastecimento(), *_esgoto(), ("cadastro.bairro_area", areas)]


def _abastecimento() -> list[Parte]:
    sistemas: list[Linha] = [
        {"sabs_id": i, "sabs_dssistemaabastecimento": nome} for i, nome in enumerate(("ETA TAPERUCU", "ETA MIRANTE"), 1)
    ]
    sistema_de = (1, 1, 1, 2, 1)
    setores: list[Linha] = []
    zonas: list[Linha] = []
    distritos: list[Linha] = []
    for i, (nome, _, _) in enumerate(LOCALIDADES, 1):
        setores.append({"stab_id": i, "stab_dssetorabastecimento": nome[:20], "sabs_id": sistema_de[i - 1]})
        zonas.append({"zabs_id": i, "zabs_dszonaabastecimento": f"ZONA {i}", "sabs_id": sistema_de[i - 1]})
        distritos.append(
            {"diop_id": i, "diop_dsdistritooperacional": f"DISTRITO {nome}"[:30], "stab_id": i, "zabs_id": i}
        )
    return [
        ("operacional.sistema_abastecimento", sistemas),
        ("operacional.setor_abastecimento", setores),
        ("operacional.zona_abastecimento", zonas),
        ("operacional.distrito_operacional", distritos),
    ]


def _esgoto() -> list[Parte]:
    com_esgoto = [i for i in range(1, len(LOCALIDADES) + 1) if i - 1 != SEM_ESGOTO]
    return [
        (
            "operacional.sistema_esgoto",
            [{"sesg_id": i, "sesg_dssistemaesgoto": f"ETE {i}", "dves_id": i, "sett_id": 1} for i in com_esgoto],
        ),
        ("operacional.bacia", [{"baci_id": i, "sesg_id": i, "baci_dsbacia": f"BACIA {i}"} for i in com_esgoto]),
    ]


def _ruas(cidade: Cidade, rng: Random) -> list[Parte]:
    logradouros: list[Linha] = []
    ceps: list[Linha] = []
    nos_bairros: list[Linha] = []
    for bairro in cidade.bairros:
        for nome in rng.sample([*nomes.RUAS, *nomes.HOMENAGEADOS], _RUAS_POR_BAIRRO):
            numero = len(logradouros) + 1
            logradouros.append(
                {
                    "logr_id": numero,
                    "logr_nmlogradouro": nome,
                    "lgtp_id": rng.choice((1, 1, 1, 1, 2, 3)),
                    "lgtt_id": rng.choice((1, 2, 7, 8)) if nome in nomes.HOMENAGEADOS else None,
                    "muni_id": bairro.municipio + 1,
                }
            )
            ceps.append(
                {
                    "cep_id": numero,
                    "cep_cdcep": 55_000_000 + (bairro.municipio + 1) * 100_000 + numero * 10,
                    "cept_id": 3,
                    "cep_dsufsigla": "PE",
                    "cep_nmmunicipio": nomes.MUNICIPIOS[bairro.municipio],
                }
            )
            nos_bairros.append({"lgbr_id": numero, "logr_id": numero, "bair_id": bairro.id})
            bairro.ruas.append(Rua(numero, numero, numero))
    _atravessar(cidade, nos_bairros)
    nos_ceps: list[Linha] = [{"lgcp_id": n, "logr_id": n, "cep_id": n} for n in range(1, len(ceps) + 1)]
    return [
        ("cadastro.cep", ceps),
        ("cadastro.logradouro", logradouros),
        ("cadastro.logradouro_bairro", nos_bairros),
        ("cadastro.logradouro_cep", nos_ceps),
    ]


def _atravessar(cidade: Cidade, nos_bairros: list[Linha]) -> None:
    """Let the last street of each bairro go on into the next of the same município."""
    for aqui, adiante in zip(cidade.bairros, cidade.bairros[1:], strict=False):
        if aqui.municipio == adiante.municipio:
            rua = aqui.ruas[-1]
            novo = len(nos_bairros) + 1
            nos_bairros.append({"lgbr_id": novo, "logr_id": rua.logradouro_id, "bair_id": adiante.id})
            adiante.ruas.append(Rua(rua.logradouro_id, novo, rua.logradouro_cep_id))


def _setores_e_quadras(cidade: Cidade, rng: Random) -> list[Parte]:
    """Give each bairro one setor comercial and its quadras."""
    setores: list[Linha] = []
    rotas: list[Linha] = []
    quadras: list[Linha] = []
    codigo: dict[int, int] = {}
    for bairro in cidade.bairros:
        localidade = bairro.localidade_id
        codigo[localidade] = codigo.get(localidade, 0) + 1
        setores.append(
            {
                "stcm_id": bairro.id,
                "loca_id": localidade,
                "stcm_cdsetorcomercial": codigo[localidade],
                "stcm_nmsetorcomercial": f"SETOR {codigo[localidade]}",
                "muni_id": bairro.municipio + 1,
            }
        )
        comuns = {"lttp_id": 1, "empr_id": 1, "ftgr_id": 1, "cbgr_id": 1}
        rotas.append(comuns | {"rota_id": bairro.id, "stcm_id": bairro.id, "rota_cdrota": 1})
        for numero in range(1, _QUADRAS_POR_BAIRRO + 1):
            quadra = _quadra(len(quadras) + 1, numero * 10, bairro, rng)
            cidade.quadras.append(quadra)
            quadras.append(
                {
                    "qdra_id": quadra.id,
                    "stcm_id": bairro.id,
                    "qdra_nnquadra": quadra.numero,
                    "bair_id": bairro.id,
                    "baci_id": quadra.divisao_esgoto_id,
                    "diop_id": localidade,
                    "rota_id": bairro.id,
                    "qdra_icredeagua": 2,
                    "qdra_icredeesgoto": 2 if quadra.divisao_esgoto_id else 1,
                }
            )
    return [("cadastro.setor_comercial", setores), ("micromedicao.rota", rotas), ("cadastro.quadra", quadras)]


def _quadra(id_: int, numero: int, bairro: Bairro, rng: Random) -> Quadra:
    coluna, fila = bairro.id % 5, bairro.id // 5
    return Quadra(
        id=id_,
        numero=numero,
        setor_id=bairro.id,
        localidade_id=bairro.localidade_id,
        bairro=bairro,
        divisao_esgoto_id=bairro.localidade_id if bairro.localidade_id - 1 != SEM_ESGOTO else None,
        leste=_ORIGEM_LESTE[bairro.municipio] + coluna * 900 + rng.uniform(0, 800),
        norte=_ORIGEM_NORTE[bairro.municipio] + fila * 900 + rng.uniform(0, 800),
    )
