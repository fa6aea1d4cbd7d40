"""What happened to an RA: opening, trâmites, reiterações, people, files, OS, SMS, reactivation, closing.

Each is told from how its row came to be in the audit or, of rows older than the audit, from the row as it stands.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from gsan_desk.domain import sms_nomes
from gsan_desk.domain.codigos import SIM, RelacaoTipo, TipoAtendimento
from gsan_desk.domain.historico import Entrada, TipoEntrada
from gsan_desk.domain.telefone import formatar_e164
from gsan_desk.models import atendimentopublico as ap
from gsan_desk.models.base import Base
from gsan_desk.models.desk import SmsMensagem
from gsan_desk.models.sms import SmsRecebida
from gsan_desk.services.ra_historico.palavras import Palavras
from gsan_desk.services.ra_historico.trilha import Linha, Registro, Trilha, ler, momento

PELA_WEB = " (pelo sistema web)"
CIDADAO = "Cidadão"
Contar = Callable[[Linha, Registro | None, Palavras], Entrada]


def acontecimentos(fatos: Any, trilha: Trilha, palavras: Palavras) -> Iterator[Entrada]:
    """Tell them all, in no order."""
    ra = ler(ap.RegistroAtendimento, fatos.linha_do_ra)
    abertura, registro = _abertura(ra, fatos, trilha, palavras), trilha.inclusao(ap.RegistroAtendimento, ra["id"])
    yield abertura
    for entrada in _das_listas(fatos, trilha, palavras):
        yield _datar_pela_abertura(entrada, abertura, registro)
    yield from _das_ordens(fatos, trilha, palavras)
    yield from (_mensagem(ler(SmsMensagem, dados), palavras) for dados in fatos.mensagens)
    yield from (_resposta(ler(SmsRecebida, dados)) for dados in fatos.respostas)
    yield from _reativacao(ra, abertura, palavras)
    yield from (_ligado(dados, palavras) for dados in fatos.ligados if dados["quando"])
    if ra["data_encerramento"] is not None:
        yield _encerramento(ra, fatos, trilha, palavras)


def _abertura(ra: Linha, fatos: Any, trilha: Trilha, palavras: Palavras) -> Entrada:
    """Tell the opening with what the RA was then, as far as the audit remembers."""
    registro = trilha.inclusao(ap.RegistroAtendimento, ra["id"])
    inicial = _inicial(ra, trilha)
    meio = palavras.dominios.meios.get(inicial["meio_solicitacao_id"] or 0)
    unidade = _participacao(fatos.unidades, RelacaoTipo.ABRIR)
    partes = [
        palavras.especificacao(inicial["especificacao_id"]),
        f"Meio de Solicitação: {meio.descricao}" if meio is not None else "",
        f"Unidade de Atendimento: {palavras.unidade(unidade.get('unidade_id'))}" if unidade else "",
        f"Data Prevista: {inicial['data_prevista_original']:%d/%m/%Y}",
        inicial["observacao"] or "",
    ]
    if registro is not None and inicial["indicador_atendimento_online"] == TipoAtendimento.MANUAL:
        partes.append(f"Registrado em {registro.quando:%d/%m/%Y %H:%M} por {registro.quem}")
    quem = palavras.usuario(unidade.get("usuario_id")) or (registro.quem if registro else "")
    return Entrada(
        ra["data_atendimento"], TipoEntrada.ABERTURA, quem + _pela_web(registro), "\n".join(filter(None, partes))
    )


def _inicial(ra: Linha, trilha: Trilha) -> Linha:
    """Give the RA as it was opened, or the oldest version that is known."""
    versoes = [r for r in trilha.registros if r.modelo is ap.RegistroAtendimento]
    primeira = next((r.depois if r.operacao == "I" else r.antes for r in versoes), ra)
    return primeira or ra


def _das_listas(fatos: Any, trilha: Trilha, palavras: Palavras) -> Iterator[Entrada]:
    contos: tuple[tuple[type[Base], list[dict[str, Any]], Contar], ...] = (
        (ap.RegistroAtendimentoSolicitante, fatos.solicitantes, _solicitante),
        (ap.RegistroAtendimentoAnexo, fatos.anexos, _anexo),
        (ap.Tramite, fatos.tramites, _tramite),
        (ap.RAReiteracao, fatos.reiteracoes, _reiteracao),
        (ap.OrdemServico, fatos.ordens, _ordem(fatos)),
    )
    for modelo, dados, contar in contos:
        for linha, registro in _origens(modelo, dados, trilha):
            yield contar(linha, registro, palavras)


def _origens(
    modelo: type[Base], dados: list[dict[str, Any]], trilha: Trilha
) -> Iterator[tuple[Linha, Registro | None]]:
    """Give each row as it came to be; one that nobody was seen to write, as it stands."""
    for registro in trilha.inclusoes(modelo):
        yield registro.depois, registro
    for linha in (ler(modelo, d) for d in dados):
        if trilha.inclusao(modelo, linha["id"]) is None:
            yield linha, None


def _datar_pela_abertura(entrada: Entrada, abertura: Entrada, registro: Registro | None) -> Entrada:
    """Date by the opening what was written with it, and what is older than the audit and can only have come with it."""
    if registro is not None and entrada.quando == registro.quando:
        return replace(entrada, quando=abertura.quando)
    if entrada.aproximado and entrada.texto.startswith(_PRINCIPAL):
        return replace(entrada, quando=abertura.quando, quem=abertura.quem, aproximado=False)
    return entrada


_PRINCIPAL = "Solicitante principal"


def _solicitante(linha: Linha, registro: Registro | None, palavras: Palavras) -> Entrada:
    papel = _PRINCIPAL if linha["indicador_solicitante_principal"] == SIM else "Incluído"
    protocolo = f", protocolo {linha['protocolo']}" if linha["protocolo"] else ""
    return _da_linha(TipoEntrada.SOLICITANTE, linha, registro, f"{papel}: {palavras.pessoa(linha)}{protocolo}")


def _anexo(linha: Linha, registro: Registro | None, _palavras: Palavras) -> Entrada:
    return _da_linha(TipoEntrada.ANEXO, linha, registro, f"Incluído: {nome_do_anexo(linha)}")


def nome_do_anexo(linha: Linha) -> str:
    """Name a file: it has a kind and, perhaps, an observação."""
    return f"arquivo {linha['extensao']}" + (f" ({linha['descricao']})" if linha["descricao"] else "")


def _reiteracao(linha: Linha, registro: Registro | None, palavras: Palavras) -> Entrada:
    partes = [f"{palavras.pessoa(linha) or 'Sem nome'}, protocolo {linha['protocolo']}", linha["observacao"] or ""]
    return Entrada(
        registro.quando if registro else linha["ultima_alteracao"],
        TipoEntrada.REITERACAO,
        registro.quem if registro else "",
        "\n".join(filter(None, partes)),
    )


def _tramite(linha: Linha, registro: Registro | None, palavras: Palavras) -> Entrada:
    de, para = palavras.unidade(linha["unidade_origem_id"]), palavras.unidade(linha["unidade_destino_id"])
    partes = [f"De {de} para {para}", linha["parecer"] or ""]
    if linha["usuario_registro_id"] != linha["usuario_responsavel_id"]:
        partes.append(f"Registrado por {palavras.usuario(linha['usuario_registro_id'])}")
    quem = palavras.usuario(linha["usuario_responsavel_id"]) + _pela_web(registro)
    return Entrada(linha["data_tramite"], TipoEntrada.TRAMITE, quem, "\n".join(filter(None, partes)))


def _ordem(fatos: Any) -> Contar:
    def contar(linha: Linha, registro: Registro | None, palavras: Palavras) -> Entrada:
        usuario = _da_ordem(fatos, linha["id"], RelacaoTipo.ABRIR).get("usuario_id")
        quem = palavras.usuario(usuario) or (registro.quem if registro else "")
        texto = f"OS {linha['id']} gerada: {palavras.servico(linha['servico_tipo_id'])}"
        return Entrada(linha["data_geracao"], TipoEntrada.ORDEM_SERVICO, quem + _pela_web(registro), texto)

    return contar


def _das_ordens(fatos: Any, trilha: Trilha, palavras: Palavras) -> Iterator[Entrada]:
    """Tell the closing of each OS."""
    for linha in (ler(ap.OrdemServico, dados) for dados in fatos.ordens):
        if linha["data_encerramento"] is None:
            continue
        fim = fechamento(trilha, ap.OrdemServico, linha["id"])
        usuario = _da_ordem(fatos, linha["id"], RelacaoTipo.ENCERRAR).get("usuario_id")
        quem = palavras.usuario(usuario) or (fim.quem if fim else "")
        motivo = palavras.dominios.motivos_encerramento.get(linha["motivo_encerramento_id"] or 0)
        partes = [
            f"OS {linha['id']} encerrada" + (f": {motivo.descricao}" if motivo is not None else ""),
            linha["descricao_parecer_encerramento"] or "",
        ]
        texto = "\n".join(filter(None, partes))
        yield Entrada(linha["data_encerramento"], TipoEntrada.ORDEM_SERVICO, quem + _pela_web(fim), texto)


def _mensagem(linha: Linha, palavras: Palavras) -> Entrada:
    numero = formatar_e164(linha["numero"] or linha["numero_informado"])
    situacao = sms_nomes.SITUACOES.get(linha["situacao"], "")
    partes = [
        f"{sms_nomes.TIPOS.get(linha['tipo'], 'SMS')} para {numero}: {situacao}",
        f"Enviada em {linha['enviada_em']:%d/%m/%Y %H:%M}" if linha["enviada_em"] else "",
        f"Entregue em {linha['entregue_em']:%d/%m/%Y %H:%M}" if linha["entregue_em"] else "",
        sms_nomes.causa(linha["motivo"], None),
        linha["texto"],
    ]
    quem = palavras.usuario(linha["usuario_id"])
    return Entrada(linha["criada_em"], TipoEntrada.SMS, quem, "\n".join(filter(None, partes)))


def _resposta(linha: Linha) -> Entrada:
    texto = f"Resposta de {formatar_e164(linha['numero'])}\n{linha['texto']}"
    return Entrada(linha["recebida_em"], TipoEntrada.SMS, CIDADAO, texto)


def _reativacao(ra: Linha, abertura: Entrada, palavras: Palavras) -> Iterator[Entrada]:
    if ra["ra_reativacao_id"] is not None:
        motivo = palavras.motivos_reativacao.get(ra["motivo_reativacao_id"] or 0, "")
        texto = f"Reativa o RA {ra['ra_reativacao_id']}" + (f": {motivo}" if motivo else "")
        yield Entrada(abertura.quando, TipoEntrada.REATIVACAO, abertura.quem, texto)


def _ligado(dados: dict[str, Any], palavras: Palavras) -> Entrada:
    quando, quem = momento(dados["quando"]), palavras.usuario(dados["usuario_id"])
    if dados["reativou"]:
        return Entrada(quando, TipoEntrada.REATIVACAO, quem, f"Reativado pelo RA {dados['numero']}")
    texto = f"O RA {dados['numero']} foi encerrado como duplicidade deste"
    return Entrada(quando, TipoEntrada.DUPLICIDADE, quem, texto)


def _encerramento(ra: Linha, fatos: Any, trilha: Trilha, palavras: Palavras) -> Entrada:
    fim = fechamento(trilha, ap.RegistroAtendimento, ra["id"])
    quem_encerrou = _participacao(fatos.unidades, RelacaoTipo.ENCERRAR)
    motivo = palavras.dominios.motivos_encerramento.get(ra["motivo_encerramento_id"] or 0)
    nao_cobranca = palavras.motivos_nao_cobranca.get(ra["motivo_nao_cobranca_id"] or 0, "")
    partes = [
        motivo.descricao if motivo is not None else "",
        f"Duplicidade do RA {ra['ra_duplicidade_id']}" if ra["ra_duplicidade_id"] else "",
        f"Unidade: {palavras.unidade(quem_encerrou['unidade_id'])}" if quem_encerrou else "",
        f"Motivo da Não Cobrança: {nao_cobranca}" if nao_cobranca else "",
        ra["parecer_encerramento"] or "",
    ]
    quem = palavras.usuario(quem_encerrou.get("usuario_id")) or (fim.quem if fim else "")
    texto = "\n".join(filter(None, partes))
    return Entrada(ra["data_encerramento"], TipoEntrada.ENCERRAMENTO, quem + _pela_web(fim), texto)


def fechamento(trilha: Trilha, modelo: type[Base], linha: int) -> Registro | None:
    """Find the last time that a row went from another situação to encerrado, which has the same code for RA and OS."""
    mudancas = (r for r in reversed(trilha.registros) if r.modelo is modelo and r.linha == linha)
    return next((r for r in mudancas if fechou(r)), None)


def fechou(registro: Registro) -> bool:
    """Tell whether an entry closed its row."""
    antes, depois = registro.antes.get("situacao"), registro.depois.get("situacao")
    return registro.operacao == "U" and depois == _ENCERRADO != antes


_ENCERRADO = 2


def _da_linha(tipo: TipoEntrada, linha: Linha, registro: Registro | None, texto: str) -> Entrada:
    if registro is not None:
        return Entrada(registro.quando, tipo, registro.quem, texto)
    return Entrada(linha["ultima_alteracao"], tipo, "", texto, aproximado=True)


def _participacao(unidades: list[dict[str, Any]], papel: RelacaoTipo) -> Linha:
    lidas = (ler(ap.RegistroAtendimentoUnidade, dados) for dados in unidades)
    return next((u for u in lidas if u["relacao_tipo_id"] == papel), {})


def _da_ordem(fatos: Any, ordem_id: int, papel: RelacaoTipo) -> Linha:
    lidas = (ler(ap.OrdemServicoUnidade, dados) for dados in fatos.unidades_das_ordens)
    return next((u for u in lidas if (u["ordem_servico_id"], u["relacao_tipo_id"]) == (ordem_id, papel)), {})


def _pela_web(registro: Registro | None) -> str:
    return PELA_WEB if registro is not None and registro.fora_da_estacao else ""
