"""Rules of Inserir RA Simplificado [UC1530], spec 10 §6."""

from collections.abc import Callable, Iterator

from gsan_desk.domain.documentos import cpf_valido, normalizar
from gsan_desk.domain.dominios import Contexto, Dominios
from gsan_desk.domain.erros import Violacao
from gsan_desk.domain.mensagens import violacao
from gsan_desk.domain.registro_atendimento import Documentos
from gsan_desk.domain.simplificado import (
    FatosSimplificado,
    FiltroOcorrencia,
    NovoSimplificado,
    RAOriginal,
    TipoSimplificado,
)
from gsan_desk.domain.texto import verificar_tamanho

TAMANHOS = {"nome": 60, "rg": 13, "observacao": 365, "informacao": 400}
OBSERVACAO_DO_RA = 400
DESCRICAO_INFORMACAO = "RA simplificada de Informação"
DESCRICAO_REITERACAO = "RA simplificada de Reiteração"


def documentos(comando: NovoSimplificado) -> Documentos:
    """Give the documents as they are stored."""
    return Documentos(normalizar(comando.cpf), comando.rg.strip(), comando.orgao_rg_id, comando.uf_rg_id)


def verificar(comando: NovoSimplificado, contexto: Contexto, fatos: FatosSimplificado) -> list[Violacao]:
    """Give all that is wrong, in GSAN's order: nome, CPF, RG, CPF demanded, then what the tipo asks for."""
    return [
        *_nome(comando),
        *_cpf_valido(comando),
        *_rg(comando, fatos),
        *_cpf_exigido(comando, fatos),
        *_DO_TIPO.get(comando.tipo, _nada)(comando, contexto.dominios, fatos),
        *_tamanhos(comando),
        *_operador(comando, contexto),
    ]


def verificar_filtro(filtro: FiltroOcorrencia, dominios: Dominios) -> list[Violacao]:
    """Demand the município of the ocorrências."""
    if filtro.municipio_id is None:
        return [violacao("M01", "simplificado.municipio_id")]
    municipio = dominios.municipios.get(filtro.municipio_id)
    return [] if municipio is not None and municipio.em_uso else [violacao("M02", "simplificado.municipio_id")]


def abre_inserir(comando: NovoSimplificado) -> bool:
    """Tell that the contact needs a follow-up, and so goes on in Inserir RA."""
    operacional_sem_ocorrencia = comando.tipo is TipoSimplificado.OPERACIONAL and comando.ocorrencia_id is None
    return comando.tipo is TipoSimplificado.COMERCIAL or operacional_sem_ocorrencia


def observacao_da_reiteracao(comando: NovoSimplificado, original: RAOriginal, recusa: tuple[Violacao, ...]) -> str:
    """Compose what was typed, why the original was not reiterated, and the protocolo insisted on, within the column."""
    fim = f" - Nº do protocolo: {original.protocolo}" if original.protocolo else f" - Nº do RA: {original.numero}"
    partes = [comando.observacao.strip(), *(v.mensagem for v in recusa)]
    return " - ".join(partes)[: OBSERVACAO_DO_RA - len(fim)] + fim


def _nome(comando: NovoSimplificado) -> Iterator[Violacao]:
    if not comando.nome.strip():
        yield violacao("M01", "simplificado.nome")


def _cpf_valido(comando: NovoSimplificado) -> Iterator[Violacao]:
    if comando.cpf.strip() and not cpf_valido(comando.cpf):
        yield violacao("CPF_INVALIDO", "simplificado.cpf")


def _rg(comando: NovoSimplificado, fatos: FatosSimplificado) -> Iterator[Violacao]:
    """All three or none, and codes that exist."""
    partes = {
        "simplificado.rg": bool(comando.rg.strip()),
        "simplificado.orgao_rg_id": comando.orgao_rg_id is not None,
        "simplificado.uf_rg_id": comando.uf_rg_id is not None,
    }
    if any(partes.values()) and not all(partes.values()):
        yield violacao("RG_INCOMPLETO", next(campo for campo, dado in partes.items() if not dado))
    if comando.orgao_rg_id is not None and not fatos.orgao_existe:
        yield violacao("M02", "simplificado.orgao_rg_id")
    if comando.uf_rg_id is not None and not fatos.uf_existe:
        yield violacao("M02", "simplificado.uf_rg_id")


def _cpf_exigido(comando: NovoSimplificado, fatos: FatosSimplificado) -> Iterator[Violacao]:
    if comando.tipo in fatos.cpf_obrigatorio and not comando.cpf.strip():
        yield violacao("M01", "simplificado.cpf")


def _nada(_comando: NovoSimplificado, _dominios: Dominios, _fatos: FatosSimplificado) -> Iterator[Violacao]:
    yield from ()


def _operacional(comando: NovoSimplificado, _dominios: Dominios, fatos: FatosSimplificado) -> Iterator[Violacao]:
    """An ocorrência that was chosen may have been concluded or removed meanwhile."""
    if comando.ocorrencia_id is not None and fatos.ocorrencia is None:
        yield violacao("M81", "simplificado.ocorrencia_id")


def _reiteracao(comando: NovoSimplificado, _dominios: Dominios, fatos: FatosSimplificado) -> Iterator[Violacao]:
    protocolo = comando.protocolo_original.strip()
    if comando.ra is None and not protocolo:
        yield violacao("SIMPLIFICADO_ORIGINAL", "simplificado.protocolo_original")
    if comando.ra is not None and protocolo:
        yield violacao("SIMPLIFICADO_ORIGINAL_UNICO", "simplificado.protocolo_original")
    if not comando.observacao.strip():
        yield violacao("M01", "simplificado.observacao")
    if fatos.original is not None:
        return
    if protocolo:
        yield violacao("M80", "simplificado.protocolo_original")
    elif comando.ra is not None:
        yield violacao("M70", "simplificado.ra")


def _informacao(comando: NovoSimplificado, dominios: Dominios, _fatos: FatosSimplificado) -> Iterator[Violacao]:
    localidade = dominios.localidades.get(comando.localidade_id or 0)
    if comando.localidade_id is None:
        yield violacao("M01", "simplificado.localidade_id")
    elif localidade is None or not localidade.em_uso:
        yield violacao("M02", "simplificado.localidade_id")
    if not comando.informacao.strip():
        yield violacao("M01", "simplificado.informacao")


def _tamanhos(comando: NovoSimplificado) -> Iterator[Violacao]:
    for atributo, maximo in TAMANHOS.items():
        if longo := verificar_tamanho(getattr(comando, atributo).strip(), maximo, f"simplificado.{atributo}"):
            yield longo


def _operador(comando: NovoSimplificado, contexto: Contexto) -> Iterator[Violacao]:
    """The RA that is written stays in the person's unit, so there must be one."""
    if not abre_inserir(comando) and contexto.operador.unidade_id is None:
        yield violacao("OPERADOR_SEM_UNIDADE")


_DO_TIPO: dict[TipoSimplificado, Callable[[NovoSimplificado, Dominios, FatosSimplificado], Iterator[Violacao]]] = {
    TipoSimplificado.OPERACIONAL: _operacional,
    TipoSimplificado.REITERACAO: _reiteracao,
    TipoSimplificado.INFORMACAO: _informacao,
}
