"""Imóveis of the demo and the people tied to them."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from psycopg import Connection

from gsan_desk.database.dados.demo import nomes, sorteio
from gsan_desk.database.dados.demo.cidade import Cidade, Quadra, Rua
from gsan_desk.database.dados.linhas import Linha, Parte

IMOVEIS = 3000
PERFIL_GRANDE = frozenset({1, 2, 7})
LIGADO, CORTADO = 3, 5
_PERFIS = {5: 83.0, 4: 9.0, 1: 1.4, 2: 0.5, 7: 0.4, 8: 1.2, 9: 1.0, 10: 0.5, 6: 1.5, 11: 1.5}
_AGUA = {3: 87.0, 5: 6.0, 6: 2.0, 2: 2.0, 1: 1.5, 7: 0.8, 8: 0.4, 4: 0.3}
_ESGOTO = {3: 62.0, 1: 20.0, 2: 12.0, 6: 3.0, 5: 2.0, 4: 1.0}
_SEM_LIGACAO = frozenset({1, 2, 4, 6})
_PAVIMENTO_RUA = {2: 45.0, 4: 25.0, 1: 20.0, 6: 7.0, 3: 3.0}
_PAVIMENTO_CALCADA = {2: 60.0, 1: 15.0, 3: 8.0, 4: 5.0, 5: 2.0, 7: 4.0, 8: 6.0}


@dataclass(slots=True)
class Imovel:
    """What the rest of the demo has to know of an imóvel."""

    id: int
    quadra: Quadra
    rua: Rua | None
    numero: str
    perfil: int
    agua: int
    esgoto: int
    pavimento_rua: int
    pavimento_calcada: int
    excluido: bool
    usuario_id: int = 0
    contas: list[int] = field(default_factory=list)
    cobrancas: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Cadastro:
    """Imóveis and clients; ``partes`` are the rows, in the order of insertion."""

    imoveis: list[Imovel] = field(default_factory=list)
    partes: list[Parte] = field(default_factory=list)


@dataclass(slots=True)
class _Clientes:
    """Rows of clients as they are drawn."""

    rng: Random
    clientes: list[Linha] = field(default_factory=list)
    fones: list[Linha] = field(default_factory=list)
    enderecos: list[Linha] = field(default_factory=list)
    vinculos: list[Linha] = field(default_factory=list)
    documentos: set[str] = field(default_factory=set)

    def novo(self, imovel: Imovel, juridica: bool) -> int:
        """Draw a client who lives or works at the imóvel."""
        rng, id_ = self.rng, len(self.clientes) + 1
        com_documento = rng.random() < 0.94
        documento = self._documento(juridica) if com_documento else None
        nome = sorteio.comercio(rng) if juridica else sorteio.pessoa(rng)
        if imovel.perfil == 8:
            nome = rng.choice(nomes.ORGAOS)
        self.clientes.append(
            {
                "clie_id": id_,
                "clie_nmcliente": nome,
                "clie_nmabreviado": nome[:40],
                "cltp_id": 5 if imovel.perfil == 8 else 2 if juridica else 1,
                "clie_nncpf": None if juridica else documento,
                "clie_nncnpj": documento if juridica else None,
                "clie_dsemail": f"cliente{id_}@exemplo.com.br" if rng.random() < 0.4 else None,
                "clie_icenviosms": 1 if rng.random() < 0.45 else 2,
            }
        )
        self._fones(id_, juridica)
        self._endereco(id_, imovel, juridica)
        return id_

    def _documento(self, juridica: bool) -> str:
        while (documento := (sorteio.cnpj if juridica else sorteio.cpf)(self.rng)) in self.documentos:
            continue
        self.documentos.add(documento)
        return documento

    def _fones(self, cliente: int, juridica: bool) -> None:
        numeros: list[tuple[int, str]] = []
        if self.rng.random() < 0.84:
            numeros.append((3, sorteio.celular(self.rng)))
        if self.rng.random() < (0.7 if juridica else 0.2):
            numeros.append((2 if juridica else 1, sorteio.fixo(self.rng)))
        for ordem, (tipo, numero) in enumerate(numeros):
            self.fones.append(
                {
                    "cfon_id": len(self.fones) + 1,
                    "clie_id": cliente,
                    "cfon_cdddd": sorteio.DDD,
                    "cfon_nnfone": numero,
                    "cfon_icfonepadrao": 2 if ordem else 1,
                    "fnet_id": tipo,
                }
            )

    def _endereco(self, cliente: int, imovel: Imovel, juridica: bool) -> None:
        if imovel.rua is None:
            return
        self.enderecos.append(
            {
                "cled_id": len(self.enderecos) + 1,
                "clie_id": cliente,
                "edtp_id": 2 if juridica else 1,
                "edrf_id": 1,
                "cled_nnimovel": imovel.numero,
                "cled_icenderecocorrespondencia": 1,
                "lgbr_id": imovel.rua.logradouro_bairro_id,
                "lgcp_id": imovel.rua.logradouro_cep_id,
            }
        )

    def vincular(self, imovel: Imovel, cliente: int, relacao: int, desde: date, ate: date | None = None) -> None:
        """Tie a client to an imóvel."""
        self.vinculos.append(
            {
                "clim_id": len(self.vinculos) + 1,
                "clie_id": cliente,
                "imov_id": imovel.id,
                "crtp_id": relacao,
                "clim_dtrelacaoinicio": desde,
                "clim_dtrelacaofim": ate,
                "clim_icnomeconta": 1 if relacao == 2 and ate is None else 2,
            }
        )


def montar(rng: Random, cidade: Cidade, hoje: date) -> Cadastro:
    """Spread the imóveis over the quadras and give each its people and its meter."""
    cadastro = Cadastro()
    linhas: list[Linha] = []
    lotes: dict[int, int] = {}
    for n in range(IMOVEIS):
        imovel = _imovel(rng, cidade.quadras[n % len(cidade.quadras)], n)
        lotes[imovel.quadra.id] = lote = lotes.get(imovel.quadra.id, 0) + 1
        cadastro.imoveis.append(imovel)
        linhas.append(_linha(rng, imovel, lote))
    clientes = _Clientes(rng)
    for imovel in cadastro.imoveis:
        _povoar(clientes, imovel, hoje)
    cadastro.partes = [
        ("cadastro.imovel", linhas),
        ("cadastro.cliente", clientes.clientes),
        ("cadastro.cliente_fone", clientes.fones),
        ("cadastro.cliente_endereco", clientes.enderecos),
        ("cadastro.cliente_imovel", clientes.vinculos),
        *_hidrometros(rng, cadastro.imoveis, hoje),
    ]
    return cadastro


def instalar_hidrometros(conexao: Connection[Any]) -> None:
    """Point connections and imóveis to their meters: the keys go both ways, so the second one comes later."""
    conexao.execute(
        "UPDATE atendimentopublico.ligacao_agua AS l SET hidi_id = h.hidi_id"
        " FROM micromedicao.hidrometro_inst_hist AS h WHERE h.lagu_id = l.lagu_id"
    )
    conexao.execute(
        "UPDATE cadastro.imovel AS i SET hidi_id = h.hidi_id"
        " FROM micromedicao.hidrometro_inst_hist AS h WHERE h.imov_id = i.imov_id"
    )


def _imovel(rng: Random, quadra: Quadra, n: int) -> Imovel:
    perfis = list(_PERFIS)
    return Imovel(
        id=1_000_001 + n * 7,
        quadra=quadra,
        rua=rng.choice(quadra.bairro.ruas) if rng.random() > 0.01 else None,
        numero=str(rng.randrange(1, 2000)) if rng.random() > 0.03 else "S/N",
        perfil=perfis[n] if n < len(perfis) else sorteio.sortear(rng, _PERFIS),
        agua=sorteio.sortear(rng, _AGUA),
        esgoto=sorteio.sortear(rng, _ESGOTO) if quadra.divisao_esgoto_id else 1,
        pavimento_rua=sorteio.sortear(rng, _PAVIMENTO_RUA),
        pavimento_calcada=sorteio.sortear(rng, _PAVIMENTO_CALCADA),
        excluido=rng.random() < 0.007,
    )


def _linha(rng: Random, imovel: Imovel, lote: int) -> dict[str, Any]:
    quadra, rua = imovel.quadra, imovel.rua
    return {
        "imov_id": imovel.id,
        "loca_id": quadra.localidade_id,
        "stcm_id": quadra.setor_id,
        "qdra_id": quadra.id,
        "imov_nnlote": lote * 10,
        "imov_nnsublote": 0,
        "imov_nnimovel": imovel.numero,
        "imov_dscomplementoendereco": rng.choice(("APTO 101", "CASA A", "FUNDOS")) if rng.random() < 0.1 else None,
        "last_id": imovel.agua,
        "lest_id": imovel.esgoto,
        "iper_id": imovel.perfil,
        "cstf_id": 2 if imovel.perfil == 4 else 1,
        "prua_id": imovel.pavimento_rua,
        "pcal_id": imovel.pavimento_calcada,
        "imov_icexclusao": 1 if imovel.excluido else 2,
        "imov_nncoordenadax": f"{quadra.leste + rng.uniform(-60, 60):.2f}",
        "imov_nncoordenaday": f"{quadra.norte + rng.uniform(-60, 60):.2f}",
        "lgbr_id": rua.logradouro_bairro_id if rua else None,
        "lgcp_id": rua.logradouro_cep_id if rua else None,
        "edrf_id": 1 if rua else None,
        "imov_nmimovel": None if rua else "CHACARA SEM NUMERO",
        "imov_qteconomia": rng.choice((1, 1, 1, 1, 1, 2, 12)),
        "imov_nnsequencialrota": lote,
    }


def _povoar(clientes: _Clientes, imovel: Imovel, hoje: date) -> None:
    rng = clientes.rng
    juridica = imovel.perfil in PERFIL_GRANDE or imovel.perfil == 8 or rng.random() < 0.07
    desde = hoje - timedelta(days=rng.randrange(60, 4000))
    imovel.usuario_id = clientes.novo(imovel, juridica)
    clientes.vincular(imovel, imovel.usuario_id, 2, desde)
    dono = imovel.usuario_id if rng.random() < 0.7 else None
    if dono or rng.random() < 0.3:
        clientes.vincular(imovel, dono or clientes.novo(imovel, False), 1, desde)
    if rng.random() < 0.06:
        clientes.vincular(imovel, clientes.novo(imovel, juridica), 3, desde)
    if rng.random() < 0.06:
        clientes.vincular(imovel, clientes.novo(imovel, False), 2, desde - timedelta(days=900), desde)


def _hidrometros(rng: Random, imoveis: list[Imovel], hoje: date) -> list[Parte]:
    """Meters of the connection and of the well; ``instalar_hidrometros`` ties them back."""
    ligacoes: list[Linha] = []
    pecas: list[Linha] = []
    instalacoes: list[Linha] = []

    def instalar(imovel: Imovel, poco: bool) -> None:
        numero, dia = len(pecas) + 1, hoje - timedelta(days=rng.randrange(30, 3000))
        fixas = {"hicm_id": 1, "himc_id": 1, "hidm_id": 1, "hist_id": 1, "hicp_id": rng.choice((1, 1, 1, 2))}
        serie = {"hidr_nnhidrometro": f"A{dia.year % 100:02d}N{numero:06d}", "hidr_nnanofabricacao": dia.year}
        pecas.append({"hidr_id": numero, "hidr_dtaquisicao": dia} | serie | fixas)
        datas = {"hidi_dtinstalacaohidrometro": dia, "hidi_dtinstalacaohidmtsistema": dia}
        tipo = 2 if poco else 1
        onde = {"imov_id": imovel.id if poco else None, "lagu_id": None if poco else imovel.id}
        instalacoes.append(
            {"hidi_id": numero, "hidr_id": numero, "hipr_id": 1, "medt_id": tipo, "hili_id": tipo} | datas | onde
        )

    for imovel in imoveis:
        if imovel.agua not in _SEM_LIGACAO:
            ligacoes.append({"lagu_id": imovel.id, "lagd_id": 1, "lagm_id": 1})
            if rng.random() < 0.86:
                instalar(imovel, False)
        if imovel.esgoto == LIGADO and rng.random() < 0.03:
            instalar(imovel, True)
    return [
        ("micromedicao.hidrometro", pecas),
        ("atendimentopublico.ligacao_agua", ligacoes),
        ("micromedicao.hidrometro_inst_hist", instalacoes),
    ]
