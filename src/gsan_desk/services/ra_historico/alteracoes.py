"""What was changed or removed, from the audit: one entry for what one transaction did to one thing."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from gsan_desk.domain.codigos import SIM
from gsan_desk.domain.devolucao import TipoDocumento, nome_do_documento
from gsan_desk.domain.historico import Entrada, Mudanca, TipoEntrada
from gsan_desk.domain.registro_atendimento import Fone
from gsan_desk.domain.textos_conflito import REMOVIDO, VAZIO, do_fone
from gsan_desk.models import atendimentopublico as ap
from gsan_desk.models.base import Base
from gsan_desk.models.devolucao import DevolucaoItem
from gsan_desk.services.ra_historico import mudancas
from gsan_desk.services.ra_historico.acontecimentos import fechamento, fechou, nome_do_anexo
from gsan_desk.services.ra_historico.palavras import Palavras
from gsan_desk.services.ra_historico.trilha import Linha, Registro, Transacao, Trilha, ler

DO_ENCERRAMENTO = frozenset(
    {
        "situacao",
        "motivo_encerramento_id",
        "data_encerramento",
        "parecer_encerramento",
        "motivo_nao_cobranca_id",
        "ra_duplicidade_id",
        "descricao_parecer_encerramento",
    }
)


def alteracoes(fatos: Any, trilha: Trilha, palavras: Palavras) -> Iterator[Entrada]:
    """Tell them all, transaction by transaction."""
    modelo = ap.RegistroAtendimentoSolicitante
    pessoas = {dados["raso_id"]: ler(modelo, dados) for dados in fatos.solicitantes}
    pessoas |= {r.linha: r.atual for r in trilha.registros if r.modelo is modelo}
    for transacao in trilha.transacoes():
        yield from _do_ra(transacao, trilha, palavras)
        yield from _dos_solicitantes(transacao, pessoas, palavras)
        yield from _dos_anexos(transacao, palavras)
        yield from _das_ordens(transacao, trilha, palavras)
        yield from _dos_outros(transacao, palavras)


def _do_ra(transacao: Transacao, trilha: Trilha, palavras: Palavras) -> Iterator[Entrada]:
    """Tell what changed of the RA itself, its unit, contas and payments, as one thing."""
    nascendo = any(r.operacao == "I" for r in _de(transacao, ap.RegistroAtendimento))
    feitas: list[Mudanca] = []
    for registro in _de(transacao, ap.RegistroAtendimento, "U"):
        if not nascendo:
            feitas += mudancas.do_ra(registro, palavras, _ja_contadas(registro, transacao, trilha))
    for registro in _de(transacao, ap.RegistroAtendimentoUnidade, "UD"):
        if registro.antes["unidade_id"] != registro.depois.get("unidade_id"):
            feitas.append(mudancas.da_unidade(registro, palavras))
    feitas += _ligados(transacao, ap.RegistroAtendimentoConta, "Conta", lambda linha: _conta(linha, palavras))
    pagamentos = ap.RegistroAtendimentoPagamentoDuplicidade
    feitas += _ligados(transacao, pagamentos, "Pagamentos em Duplicidade", _pagamento)
    if not nascendo:
        feitas += _ligados(transacao, DevolucaoItem, "Devolução de Valores", _item)
    if feitas:
        yield _entrada(TipoEntrada.ALTERACAO, transacao[0], "", feitas)


def _ja_contadas(registro: Registro, transacao: Transacao, trilha: Trilha) -> frozenset[str]:
    """Name what the trâmite and the closing of the same moment tell already."""
    contadas: frozenset[str] = frozenset()
    if _de(transacao, ap.Tramite, "I"):
        contadas |= {"unidade_atual_id"}
    if fechou(registro) and fechamento(trilha, registro.modelo, registro.linha) is registro:
        contadas |= DO_ENCERRAMENTO
    return contadas


def _ligados(transacao: Transacao, modelo: type[Base], rotulo: str, dizer: Callable[[Linha], str]) -> Iterator[Mudanca]:
    for registro in _de(transacao, modelo):
        if registro.carga:
            continue
        if registro.operacao == "I":
            yield Mudanca(rotulo, VAZIO, dizer(registro.depois))
        elif registro.operacao == "D":
            yield Mudanca(rotulo, dizer(registro.antes), REMOVIDO)
        elif dizer(registro.antes) != dizer(registro.depois):
            yield Mudanca(rotulo, dizer(registro.antes), dizer(registro.depois))


def _conta(linha: Linha, palavras: Palavras) -> str:
    return palavras.nomes.contas.get(linha["conta_id"], str(linha["conta_id"]))


def _pagamento(linha: Linha) -> str:
    referencia = linha["ano_mes_referencia_pagamento"] or linha["referencia_conta"]
    devolvido = " (devolvido)" if linha["indicador_pagamento_devolvido"] == SIM else ""
    return f"{referencia % 100:02d}/{referencia // 100:04d}{devolvido}"


def _item(linha: Linha) -> str:
    nome = nome_do_documento(TipoDocumento(linha["documento"]), linha["documento_id"], linha["referencia"])
    devolvido = " (devolvido)" if linha["devolvido"] else ""
    return f"{nome}: R$ {linha['valor_devolver']:.2f}{devolvido}".replace(".", ",")


def _dos_solicitantes(transacao: Transacao, pessoas: dict[int, Linha], palavras: Palavras) -> Iterator[Entrada]:
    """Tell, person by person, what changed of them and of their phones."""
    das_pessoas = {r.linha: r for r in _de(transacao, ap.RegistroAtendimentoSolicitante)}
    dos_fones = [r for r in _de(transacao, ap.SolicitanteFone) if not r.carga]
    donos = [*das_pessoas, *(fone.atual["solicitante_id"] for fone in dos_fones)]
    for id_ in dict.fromkeys(donos):
        registro = das_pessoas.get(id_)
        quem = palavras.pessoa(registro.atual if registro else pessoas.get(id_, {})) or "solicitante"
        if registro is not None and registro.operacao == "D":
            yield _entrada(TipoEntrada.SOLICITANTE, registro, f"Removido: {quem}")
        elif registro is None or registro.operacao == "U":
            fones = [fone for fone in dos_fones if fone.atual["solicitante_id"] == id_]
            feitas = list(mudancas.do_solicitante(registro, palavras)) if registro is not None else []
            feitas += _fones(fones)
            if feitas:
                yield _entrada(TipoEntrada.SOLICITANTE, transacao[0], f"Dados de {quem}", feitas)


def _fones(registros: Iterable[Registro]) -> Iterator[Mudanca]:
    """Compare the phones before and after: a change of one may be written as all of them anew."""
    antes, depois = [], []
    for registro in registros:
        antes += [_fone(registro.antes)] if registro.antes else []
        depois += [_fone(registro.depois)] if registro.depois else []
    if sorted(antes) != sorted(depois):
        yield Mudanca("Fones do Solicitante", ", ".join(antes) or VAZIO, ", ".join(depois) or VAZIO)


def _fone(linha: Linha) -> str:
    return do_fone(
        Fone(
            tipo_id=linha["fone_tipo_id"],
            ddd=str(linha["ddd"] or ""),
            numero=linha["fone"] or "",
            ramal=linha["ramal"] or "",
            principal=linha["indicador_padrao"] == SIM,
        )
    )


def _dos_anexos(transacao: Transacao, palavras: Palavras) -> Iterator[Entrada]:
    for registro in _de(transacao, ap.RegistroAtendimentoAnexo, "UD"):
        if registro.operacao == "D":
            yield _entrada(TipoEntrada.ANEXO, registro, f"Removido: {nome_do_anexo(registro.antes)}")
        elif feitas := list(mudancas.das_colunas(mudancas.DO_ANEXO, registro, palavras)):
            yield _entrada(TipoEntrada.ANEXO, registro, f"Arquivo {registro.depois['extensao']}", feitas)


def _das_ordens(transacao: Transacao, trilha: Trilha, palavras: Palavras) -> Iterator[Entrada]:
    for registro in _de(transacao, ap.OrdemServico, "UD"):
        if registro.operacao == "D":
            yield _entrada(TipoEntrada.ORDEM_SERVICO, registro, f"OS {registro.linha} removida")
            continue
        contadas = _ja_contadas(registro, transacao, trilha)
        if feitas := list(mudancas.das_colunas(mudancas.DA_ORDEM, registro, palavras, contadas)):
            yield _entrada(TipoEntrada.ORDEM_SERVICO, registro, f"OS {registro.linha}", feitas)


def _dos_outros(transacao: Transacao, palavras: Palavras) -> Iterator[Entrada]:
    """Tell of rows that this program never changes, but others may."""
    for modelo, tipo, removido, rotulos in (
        (ap.Tramite, TipoEntrada.TRAMITE, "Trâmite removido do RA", mudancas.DO_TRAMITE),
        (ap.RAReiteracao, TipoEntrada.REITERACAO, "Reiteração removida do RA", mudancas.DA_REITERACAO),
    ):
        for registro in _de(transacao, modelo, "UD"):
            if registro.operacao == "D":
                yield _entrada(tipo, registro, removido)
            elif feitas := list(mudancas.das_colunas(rotulos, registro, palavras)):
                yield _entrada(tipo, registro, f"{tipo.nome} com dados corrigidos", feitas)


def _de(transacao: Transacao, modelo: Any, operacoes: str = "IUD") -> list[Registro]:
    return [r for r in transacao if r.modelo is modelo and r.operacao in operacoes]


def _entrada(tipo: TipoEntrada, registro: Registro, texto: str, feitas: Iterable[Mudanca] = ()) -> Entrada:
    return Entrada(registro.quando, tipo, registro.quem, texto, tuple(feitas))
