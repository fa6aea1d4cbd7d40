"""Checks of the tab Local da Ocorrência [UC0366], spec 10 §3.3.5.

Those that read other rows (2.8.1 again, the duplicate warnings) belong to the use case.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from gsan_desk.domain.devolucao import SEM_PAGAMENTO, TipoDevolucao, tipo_pedido
from gsan_desk.domain.dominios import Contexto, Dominios, Operador
from gsan_desk.domain.erros import Violacao
from gsan_desk.domain.imovel import ImovelFato
from gsan_desk.domain.mensagens import violacao
from gsan_desk.domain.registro_atendimento import DadosGerais, Local
from gsan_desk.domain.regras import imovel as regras_imovel
from gsan_desk.domain.regras.exigencias import Exigencias, exigencias
from gsan_desk.domain.regras.imovel import EnderecoDoImovel, endereco_do_imovel
from gsan_desk.domain.texto import verificar_endereco, verificar_tamanho

TAMANHOS = {"parecer": 400, "ponto_referencia": 60, "descricao": 200}
TAMANHOS_ENDERECO = {"numero": 5, "complemento": 45}
LIMITES = {
    "coordenada_norte": Decimal(10) ** 12,
    "coordenada_leste": Decimal(10) ** 12,
    "diametro": Decimal(1000),
}


class NivelGeografico(Enum):
    """The smallest place informed, which a divisão de esgoto must serve [FS0013]; the value is its name."""

    QUADRA = "Quadra"
    SETOR_COMERCIAL = "Setor Comercial"
    LOCALIDADE = "Localidade"


@dataclass(frozen=True, slots=True)
class _Aba:
    """The tab with all that its checks read."""

    local: Local
    exigencias: Exigencias
    imovel: ImovelFato | None
    dominios: Dominios


def verificar(
    local: Local, dados: DadosGerais, contexto: Contexto, imovel: ImovelFato | None, hoje: date
) -> list[Violacao]:
    """Give all that is wrong, in GSAN's order; ``imovel`` holds the facts of ``local.imovel_id``, if it exists."""
    dominios = contexto.dominios
    aba = _Aba(local, exigencias(dados.especificacao_id, dominios), imovel, dominios)
    especificacao = dominios.especificacoes.get(dados.especificacao_id or 0)
    pedidos = _devolucao(aba, dados, contexto.operador)
    do_lugar = (*_lugar(aba), *_coordenadas(aba))
    achados = [*_unidade_destino(aba), *_tamanhos(local), *pedidos, *do_lugar, *_desconhecidos(aba)]
    if imovel is not None and especificacao is not None:
        achados += regras_imovel.verificar(imovel, especificacao, contexto, hoje)
    return achados


def nivel_da_divisao(local: Local) -> NivelGeografico | None:
    """Give the level that the divisão must serve (M17); ``None`` when there is nothing to compare it with."""
    if local.quadra_id is not None:
        return NivelGeografico.QUADRA
    if local.setor_comercial_id is not None:
        return NivelGeografico.SETOR_COMERCIAL
    return NivelGeografico.LOCALIDADE if local.localidade_id is not None else None


def avisos(local: Local, imovel: ImovelFato | None, pedido: Exigencias) -> list[Violacao]:
    """Give what the operator is told without being stopped: pending RAs, and that the RA will be blocked."""
    achados = regras_imovel.avisos(imovel, pedido.imovel_obrigatorio) if imovel is not None else []
    if local.descricao.strip() and not any(v.codigo == "BLOQUEIO_IMOVEL" for v in achados):
        achados.append(violacao("BLOQUEIO_DESCRICAO", "local.descricao"))
    return achados


def _unidade_destino(aba: _Aba) -> Iterator[Violacao]:
    """Step 1: the unit exists (M02), receives RAs (M18) and is in use (M19)."""
    if aba.local.unidade_destino_id is None:
        return
    campo = "local.unidade_destino_id"
    unidade = aba.dominios.unidades.get(aba.local.unidade_destino_id)
    if unidade is None:
        yield violacao("M02", campo)
    elif not unidade.recebe_ra:
        yield violacao("M18", campo)
    elif not unidade.em_uso:
        yield violacao("M19", campo, unidade=unidade.descricao)
    if aba.local.unidade_destino_informada and not aba.local.parecer.strip():
        yield violacao("M01", "local.parecer")


def _tamanhos(local: Local) -> Iterator[Violacao]:
    """Step 2: lengths of Parecer and of the other texts (M28); numbers that their columns hold."""
    for atributo, maximo in TAMANHOS.items():
        if longo := verificar_tamanho(getattr(local, atributo), maximo, f"local.{atributo}"):
            yield longo
    yield from verificar_endereco(local.endereco, TAMANHOS_ENDERECO, "local.endereco")
    for atributo, limite in LIMITES.items():
        valor: Decimal | None = getattr(local, atributo)
        if valor is not None and (not valor.is_finite() or abs(valor) >= limite):
            yield violacao("FORMATO", f"local.{atributo}")


def _devolucao(aba: _Aba, dados: DadosGerais, operador: Operador) -> Iterator[Violacao]:
    """Step 3: something is asked back when the especificação is about it (M21; spec 40 §3.2 to §3.4)."""
    tipo = tipo_pedido(aba.exigencias, operador)
    if tipo is TipoDevolucao.COBRADO_INDEVIDAMENTE:
        if not aba.local.devolucoes:
            yield violacao("SEM_DEVOLUCAO_PEDIDA", "local.devolucoes")
        if not dados.observacao.strip():
            yield violacao("M01", "dados_gerais.observacao")
    elif tipo is not None and not aba.local.pagamento_ids:
        yield violacao(SEM_PAGAMENTO[tipo], "local.imovel_id")


def _lugar(aba: _Aba) -> Iterator[Violacao]:
    """Steps 4 to 11: identification or description (M20), and what an identification must have.

    An imóvel whose address is only a text is described by it and identified by its matrícula.
    """
    local = aba.local
    descrito = bool(local.descricao.strip())
    if not descrito and not local.identificado:
        yield violacao("M20", "local.imovel_id")
    elif descrito and local.identificado and not _descrito_pelo_imovel(aba):
        yield violacao("LOCAL_DUPLO", "local.descricao")
    elif not descrito:
        yield from _identificacao(aba)


def _descrito_pelo_imovel(aba: _Aba) -> bool:
    if aba.imovel is None:
        return False
    return endereco_do_imovel(aba.imovel, aba.exigencias.imovel_obrigatorio) is EnderecoDoImovel.DESCRITIVO


def _identificacao(aba: _Aba) -> Iterator[Violacao]:
    local, pedido = aba.local, aba.exigencias
    if pedido.imovel_obrigatorio and local.imovel_id is None:
        yield violacao("M01", "local.imovel_id")
    if _falta_endereco(aba):
        yield violacao("M01", "local.endereco")
    if pedido.falta_agua:
        yield from _falta_de_agua(aba)
    if local.imovel_id is None and local.localidade_id is None:
        yield violacao("M01", "local.localidade_id")
    if local.quadra_id is not None and local.setor_comercial_id is None and local.imovel_id is None:
        yield violacao("M01", "local.setor_comercial_id")
    do_imovel = aba.imovel.divisao_esgoto_id if aba.imovel is not None else None
    if pedido.area_esgoto and local.divisao_esgoto_id is None and do_imovel is None:
        yield violacao("M01", "local.divisao_esgoto_id")
    yield from _pavimentos(aba)


def _coordenadas(aba: _Aba) -> Iterator[Violacao]:
    """Where especificação and localidade both ask for coordinates, neither may be missing (spec 40 §2.2)."""
    localidade_id = aba.local.localidade_id or (aba.imovel.localidade_id if aba.imovel is not None else None)
    localidade = aba.dominios.localidades.get(localidade_id or 0)
    if not aba.exigencias.coordenadas or localidade is None or not localidade.coordenadas:
        return
    for atributo in ("coordenada_norte", "coordenada_leste"):
        if getattr(aba.local, atributo) is None:
            yield violacao("COORDENADAS", f"local.{atributo}")


def _falta_endereco(aba: _Aba) -> bool:
    """Step 6: an address is due without imóvel, and with one that has none of its own (§2.8.6)."""
    if aba.local.endereco is not None:
        return False
    if aba.local.imovel_id is None:
        return not aba.exigencias.falta_agua
    if aba.imovel is None:
        return False
    return endereco_do_imovel(aba.imovel, aba.exigencias.imovel_obrigatorio) is EnderecoDoImovel.INFORMAR


def _falta_de_agua(aba: _Aba) -> Iterator[Violacao]:
    """Step 7: município and bairro unless imóvel or address tell them, área always."""
    local, imovel = aba.local, aba.imovel
    if not (local.municipio_id or (imovel and imovel.municipio_id) or (local.endereco and local.endereco.municipio_id)):
        yield violacao("M01", "local.municipio_id")
    if not (local.bairro_id or (imovel and imovel.bairro_id) or (local.endereco and local.endereco.bairro_id)):
        yield violacao("M01", "local.bairro_id")
    if local.bairro_area_id is None:
        yield violacao("M01", "local.bairro_area_id")


def _pavimentos(aba: _Aba) -> Iterator[Violacao]:
    """Step 11: pavements that the especificação or the local da ocorrência demand."""
    local, pedido, imovel = aba.local, aba.exigencias, aba.imovel
    ocorrencia = aba.dominios.locais.get(local.local_ocorrencia_id or 0)
    travados = imovel if pedido.imovel_obrigatorio else None
    rua = local.pavimento_rua_id or (travados and travados.pavimento_rua_id)
    calcada = local.pavimento_calcada_id or (travados and travados.pavimento_calcada_id)
    if not rua and (pedido.pavimento_rua_obrigatorio or (ocorrencia is not None and ocorrencia.rua)):
        yield violacao("M01", "local.pavimento_rua_id")
    if not calcada and (pedido.pavimento_calcada_obrigatorio or (ocorrencia is not None and ocorrencia.calcada)):
        yield violacao("M01", "local.pavimento_calcada_id")


def _desconhecidos(aba: _Aba) -> Iterator[Violacao]:
    """Step 13: codes that are in no table (M02); those of the larger tables are resolved by the use case."""
    local, dominios = aba.local, aba.dominios
    if local.imovel_id is not None and aba.imovel is None:
        yield violacao("IMOVEL_INEXISTENTE", "local.imovel_id")
    tabelas: dict[str, Mapping[int, object]] = {
        "municipio_id": dominios.municipios,
        "localidade_id": dominios.localidades,
        "divisao_esgoto_id": dominios.divisoes_esgoto,
        "local_ocorrencia_id": dominios.locais,
        "pavimento_rua_id": dominios.pavimentos_rua,
        "pavimento_calcada_id": dominios.pavimentos_calcada,
    }
    for atributo, tabela in tabelas.items():
        codigo = getattr(local, atributo)
        if codigo is not None and codigo not in tabela:
            yield violacao("M02", f"local.{atributo}")
