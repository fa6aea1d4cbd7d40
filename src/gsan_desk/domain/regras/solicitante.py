"""Checks of the tab Solicitante [UC0366 FS0030, FS0044], spec 10 §3.4."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gsan_desk.domain.dominios import Contexto, Dominios, Parametros
from gsan_desk.domain.erros import Violacao
from gsan_desk.domain.imovel import ClienteFato, ImovelFato
from gsan_desk.domain.mensagens import violacao
from gsan_desk.domain.registro_atendimento import DadosGerais, Fone, Solicitante
from gsan_desk.domain.regras.exigencias import Exigencias, exigencias
from gsan_desk.domain.telefone import escolher_celular, formatar, verificar_celular
from gsan_desk.domain.texto import verificar_endereco, verificar_tamanho

TAMANHOS = {"nome": 60, "email": 40, "ponto_referencia": 60}
TAMANHOS_ENDERECO = {"numero": 5, "complemento": 25}
FONES = "solicitante.fones"
_EMAIL = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}"
)


@dataclass(frozen=True, slots=True)
class FatosSolicitante:
    """What the base says of the codes typed: ``None`` when the row does not exist."""

    cliente: ClienteFato | None = None
    funcionario_unidade_id: int | None = None


def verificar(
    solicitante: Solicitante,
    dados: DadosGerais,
    contexto: Contexto,
    fatos: FatosSolicitante,
    imovel: ImovelFato | None = None,
) -> list[Violacao]:
    """Give all that is wrong, in GSAN's order; ``imovel`` is that of the place, for its responsável."""
    dominios = contexto.dominios
    pedido = exigencias(dados.especificacao_id, dominios)
    ninguem = not _alguem(solicitante)
    if ninguem and pedido.solicitante_obrigatorio:
        return [violacao("M22", "solicitante.cliente_id")]
    achados = [*_um_so(solicitante)]
    if documento := documento_exigido(dados, dominios, fatos.cliente, imovel):
        achados.append(documento)
    return [
        *achados,
        *_ausentes(solicitante, pedido),
        *_desconhecidos(solicitante, fatos, dominios),
        *_email(solicitante, pedido),
        *_tamanhos(solicitante),
        *verificar_fones(solicitante.fones, dominios),
        *_sms(solicitante, fatos, contexto.dominios.parametros),
    ]


def avisos(fatos: FatosSolicitante) -> list[Violacao]:
    """Tell of a cliente without address: the fault is in the register, so it does not stop the RA."""
    cliente = fatos.cliente
    if cliente is None or cliente.enderecos:
        return []
    return [violacao("CLIENTE_SEM_ENDERECO", "solicitante.cliente_id", cliente=cliente.nome)]


def documento_exigido(
    dados: DadosGerais, dominios: Dominios, cliente: ClienteFato | None, imovel: ImovelFato | None
) -> Violacao | None:
    """Demand CPF or CNPJ of the cliente, or of the responsável in its stead [FS0044] (M23 to M25)."""
    especificacao = dominios.especificacoes.get(dados.especificacao_id or 0)
    if especificacao is None or cliente is None or not especificacao.documento_obrigatorio or cliente.tem_documento:
        return None
    meios = dominios.meios_documento.get(especificacao.id)
    if meios and dados.meio_id not in meios:
        return None
    campo = "solicitante.cliente_id"
    if imovel is None or not especificacao.validar_documento_responsavel:
        return violacao("M23", campo, cliente=cliente.nome)
    if imovel.responsavel is None:
        return violacao("M24", campo, cliente=cliente.nome)
    if imovel.responsavel.tem_documento:
        return None
    return violacao("M25", campo, cliente=cliente.nome, responsavel=imovel.responsavel.nome)


def email_valido(texto: str) -> bool:
    """Tell whether a text has the form of an e-mail address."""
    return _EMAIL.fullmatch(texto) is not None


def pesquisa_por_email(solicitante: Solicitante, pedido: Exigencias) -> bool:
    """Tell whether the satisfaction survey is to be sent: asked for, visible, and with an address."""
    return pedido.email_pesquisa and solicitante.enviar_email and bool(solicitante.email.strip())


def verificar_fones(fones: Iterable[Fone], dominios: Dominios) -> list[Violacao]:
    """Check the phones (§3.4.3): parts, repetition, exactly one principal."""
    fones = tuple(fones)
    return [*_partes_dos_fones(fones, dominios), *_repetidos(fones), *_principal(fones)]


def _alguem(solicitante: Solicitante) -> bool:
    unidade = solicitante.unidade_id or solicitante.funcionario_id
    return bool(solicitante.cliente_id or unidade or solicitante.nome.strip())


def _um_so(solicitante: Solicitante) -> Iterator[Violacao]:
    """Cliente, unidade and nome exclude each other (§3.4.1)."""
    unidade = solicitante.unidade_id or solicitante.funcionario_id
    if sum(map(bool, (solicitante.cliente_id, unidade, solicitante.nome.strip()))) > 1:
        yield violacao("SOLICITANTE_UNICO", "solicitante.cliente_id")


def _ausentes(solicitante: Solicitante, pedido: Exigencias) -> Iterator[Violacao]:
    """Demand what the especificação or the way of informing asks for (M01)."""
    if pedido.cliente_obrigatorio and solicitante.cliente_id is None:
        yield violacao("M01", "solicitante.cliente_id")
    if solicitante.funcionario_id is not None and solicitante.unidade_id is None:
        yield violacao("M01", "solicitante.unidade_id")
    if solicitante.unidade_id is not None and solicitante.funcionario_id is None:
        yield violacao("M01", "solicitante.funcionario_id")
    if solicitante.nome.strip() and solicitante.endereco is None:
        yield violacao("M01", "solicitante.endereco")


def _desconhecidos(solicitante: Solicitante, fatos: FatosSolicitante, dominios: Dominios) -> Iterator[Violacao]:
    """Refuse codes that do not exist, and a funcionário of another unit (M02)."""
    if solicitante.cliente_id is not None and fatos.cliente is None:
        yield violacao("M02", "solicitante.cliente_id")
    if solicitante.unidade_id is None:
        return
    unidade = dominios.unidades.get(solicitante.unidade_id)
    if unidade is None or not unidade.em_uso:
        yield violacao("M02", "solicitante.unidade_id")
    elif solicitante.funcionario_id is not None and fatos.funcionario_unidade_id != solicitante.unidade_id:
        yield violacao("M02", "solicitante.funcionario_id")


def _email(solicitante: Solicitante, pedido: Exigencias) -> Iterator[Violacao]:
    """Demand a right address when the survey is asked for; ignored where the field is hidden."""
    if not (pedido.email_pesquisa and solicitante.enviar_email):
        return
    email = solicitante.email.strip()
    if not email:
        yield violacao("M01", "solicitante.email")
    elif not email_valido(email):
        yield violacao("EMAIL_INVALIDO", "solicitante.email")


def _tamanhos(solicitante: Solicitante) -> Iterator[Violacao]:
    for atributo, maximo in TAMANHOS.items():
        if longo := verificar_tamanho(getattr(solicitante, atributo), maximo, f"solicitante.{atributo}"):
            yield longo
    yield from verificar_endereco(solicitante.endereco, TAMANHOS_ENDERECO, "solicitante.endereco")


def _partes_dos_fones(fones: tuple[Fone, ...], dominios: Dominios) -> Iterator[Violacao]:
    for fone in fones:
        if fone.tipo_id not in dominios.fone_tipos:
            yield violacao("M02", FONES, nome="Tipo Telefone")
        if not re.fullmatch(r"[0-9]{2}", fone.ddd):
            yield violacao("FONE_DDD", FONES)
        if not re.fullmatch(r"[0-9]{1,9}", fone.numero):
            yield violacao("FONE_NUMERO", FONES)
        if not re.fullmatch(r"[0-9]{0,4}", fone.ramal):
            yield violacao("FONE_RAMAL", FONES)


def _repetidos(fones: tuple[Fone, ...]) -> Iterator[Violacao]:
    """Refuse the same phone twice, which the base refuses only when it has a ramal."""
    vistos: set[tuple[str, str, str]] = set()
    for fone in fones:
        chave = (fone.ddd, fone.numero, fone.ramal)
        if chave in vistos:
            yield violacao("FONE_REPETIDO", FONES, fone=formatar(*chave))
        vistos.add(chave)


def _principal(fones: tuple[Fone, ...]) -> Iterator[Violacao]:
    if fones and sum(fone.principal for fone in fones) != 1:
        yield violacao("FONE_PRINCIPAL", FONES)


def _sms(solicitante: Solicitante, fatos: FatosSolicitante, parametros: Parametros) -> Iterator[Violacao]:
    """Demand one mobile phone when the citizen asks for SMS."""
    if not solicitante.enviar_sms:
        return
    if solicitante.celular_sms.strip():
        ddd, exterior = parametros.ddd_padrao, parametros.permite_exterior
        if recusa := verificar_celular(solicitante.celular_sms, ddd, permite_exterior=exterior):
            yield recusa
        return
    fones = fatos.cliente.fones if fatos.cliente is not None else solicitante.fones
    if escolher_celular(fones, ddd_padrao=parametros.ddd_padrao) is None:
        yield violacao("M01", "solicitante.celular_sms")
