"""``gsan-desk sms``: the station without windows, and its queue from a terminal."""

import json
import platform
import re
import signal
import threading
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import platformdirs
import typer

from gsan_desk.cli_comum import Dsn, recusas

if TYPE_CHECKING:
    from sqlalchemy import URL

    from gsan_desk.services.sms import MensagemSms

sms = typer.Typer(help="Estação de SMS.", no_args_is_help=True)
Json = Annotated[bool, typer.Option("--json", help="em JSON, para outros programas")]
Ids = Annotated[list[int], typer.Argument(metavar="MENSAGEM...", help="números das mensagens")]


@sms.command("estacao")
def estacao(
    dsn: Dsn,
    dispositivo: Annotated[
        str,
        typer.Option(envvar="GSAN_DESK_SMS_DISPOSITIVO", help="/dev/ttyUSB0, /dev/rfcomm0, COM5; com dummy, uma pasta"),
    ],
    conexao: Annotated[str, typer.Option(help="nome da conexão no gammu: at115200, at, none")] = "at115200",
    modelo: Annotated[str, typer.Option(help="at; dummy para experimentar sem telefone")] = "at",
    nome: Annotated[str, typer.Option(help="nome desta estação")] = platform.node()[:60],
    pasta: Annotated[Path | None, typer.Option(help="pasta do diário desta estação")] = None,
    intervalo: Annotated[int | None, typer.Option(min=0, max=120, help="segundos entre mensagens, nesta base")] = None,
    pin: Annotated[str, typer.Option(envvar="GSAN_DESK_SMS_PIN", help="PIN do chip; é tentado uma vez")] = "",
) -> None:
    """Envia as mensagens da fila até receber SIGTERM ou Ctrl+C."""
    from gsan_desk.database import enderecos  # noqa: PLC0415 - keeps the other commands quick
    from gsan_desk.estacao_sms import senha_do_email  # noqa: PLC0415
    from gsan_desk.sms.estacao import EstacaoSms  # noqa: PLC0415
    from gsan_desk.sms.gammu_aparelho import AparelhoGammu, Conexao  # noqa: PLC0415
    from gsan_desk.sms.guarda import Identidade  # noqa: PLC0415

    if intervalo is not None:
        _ajustar_intervalo(dsn, intervalo)
    aparelho = AparelhoGammu(Conexao(dispositivo, conexao, modelo))
    with recusas():
        url = enderecos.ler(dsn)
        onde = pasta or _pasta_do_diario(url)
        quem = Identidade(nome, dispositivo, conexao)
        viva = EstacaoSms(url, aparelho, quem, onde, pin, senha_do_email=senha_do_email)
        fim = threading.Event()
        for sinal in (signal.SIGTERM, signal.SIGINT):
            signal.signal(sinal, lambda *_: fim.set())
        viva.iniciar()
        typer.echo(f"Estação {nome} iniciada.")
        while not fim.wait(1.0):  # on Windows a wait without end would not let the signal in
            continue
        viva.parar()
    typer.echo("Estação parada.")


@sms.command("fila")
def fila(dsn: Dsn, em_json: Json = False) -> None:
    """Mostra a estação e o que espera envio."""
    from gsan_desk.domain.sms_maquina import SituacaoSms  # noqa: PLC0415 - keeps the other commands quick
    from gsan_desk.services.sms import FiltroSms, listar, quadro  # noqa: PLC0415

    estado = _executar(dsn, quadro)
    mensagens = _executar(dsn, listar, FiltroSms(situacoes=(SituacaoSms.PENDENTE, SituacaoSms.ENVIANDO)))
    if em_json:
        _dizer_json({"quadro": asdict(estado), "mensagens": [_publica(m) for m in mensagens]})
        return
    for e in estado.estacoes:
        typer.echo(
            f"{e.nome}: {e.estado if e.viva else 'sem notícia'}{' (titular)' if e.titular else ''} {e.motivo}".rstrip()
        )
    if estado.pausada_em is not None:
        typer.echo(f"Pausada por {estado.pausada_por}.")
    typer.echo(f"{estado.pendentes} na fila, {estado.incertas} incertas, {estado.falhas} com erro, {estado.hoje} hoje.")
    _listar(mensagens)


@sms.command("erros")
def erros(dsn: Dsn, em_json: Json = False) -> None:
    """Lista as mensagens que falharam, expiraram ou são incertas."""
    from gsan_desk.services.sms import FiltroSms, listar  # noqa: PLC0415 - keeps the other commands quick
    from gsan_desk.services.sms.consulta import COM_ERRO  # noqa: PLC0415

    mensagens = _executar(dsn, listar, FiltroSms(situacoes=COM_ERRO))
    if em_json:
        _dizer_json([_publica(m) for m in mensagens])
    else:
        _listar(mensagens)


@sms.command("reenviar")
def reenviar_(
    ids: Ids,
    dsn: Dsn,
    numero: Annotated[str | None, typer.Option(help="celular certo")] = None,
    sim: Annotated[bool, typer.Option("--sim", help="não pergunta sobre as incertas")] = False,
    em_json: Json = False,
) -> None:
    """Põe de novo na fila; uma incerta pode já ter sido entregue."""
    from gsan_desk.domain.sms_maquina import SituacaoSms  # noqa: PLC0415 - keeps the other commands quick
    from gsan_desk.services.sms import FiltroSms, listar, reenviar  # noqa: PLC0415

    incertas = {m.id for m in _executar(dsn, listar, FiltroSms(situacoes=(SituacaoSms.INCERTA,), limite=10_000))}
    if incertas & set(ids) and not sim:
        typer.confirm("Há mensagem que pode já ter sido entregue. Reenviar assim mesmo?", abort=True)
    quantas = _executar(dsn, reenviar, ids, numero)
    _dizer_json({"reenviadas": quantas}) if em_json else typer.echo(f"{quantas} de {len(ids)} de novo na fila.")


@sms.command("pausar")
def pausar_(dsn: Dsn, em_json: Json = False) -> None:
    """Para de começar envios, em todas as estações."""
    from gsan_desk.services.sms import pausar  # noqa: PLC0415 - keeps the other commands quick

    _executar(dsn, pausar)
    _dizer_json({"pausada": True}) if em_json else typer.echo("Envio pausado.")


@sms.command("retomar")
def retomar_(dsn: Dsn, em_json: Json = False) -> None:
    """Volta a enviar."""
    from gsan_desk.services.sms import retomar  # noqa: PLC0415 - keeps the other commands quick

    _executar(dsn, retomar)
    _dizer_json({"pausada": False}) if em_json else typer.echo("Envio retomado.")


@sms.command("testar")
def por_teste_na_fila(numero: str, dsn: Dsn, em_json: Json = False) -> None:
    """Põe na frente da fila uma mensagem de teste."""
    from gsan_desk.services.sms import enviar_teste  # noqa: PLC0415 - keeps the other commands quick

    id_ = _executar(dsn, enviar_teste, numero)
    _dizer_json({"mensagem": id_}) if em_json else typer.echo(f"Mensagem {id_} na fila.")


def _pasta_do_diario(url: "URL") -> Path:
    """Give each base a journal of its own: what one phone answered is never told to another base."""
    base = "-".join(str(parte) for parte in (url.host or "local", url.port or 5432, url.database or url.username))
    nome = re.sub(r"[^0-9A-Za-z.-]", "_", base)
    return Path(platformdirs.user_state_path("gsan-desk", appauthor=False)) / "sms" / nome


def _executar(dsn: str, caso: Callable[..., Any], *args: Any) -> Any:
    from gsan_desk.database import enderecos  # noqa: PLC0415 - keeps the other commands quick
    from gsan_desk.database.banco import Banco  # noqa: PLC0415

    with recusas():
        banco = Banco(enderecos.ler(dsn), conexoes=1)
        try:
            return banco.executar(caso, *args)
        finally:
            banco.fechar()


def _ajustar_intervalo(dsn: str, segundos: int) -> None:
    from gsan_desk.services.sms.ajustes import mudar_intervalo  # noqa: PLC0415 - keeps the other commands quick

    _executar(dsn, mudar_intervalo, segundos)


def _listar(mensagens: "list[MensagemSms]") -> None:
    from gsan_desk.domain.sms_nomes import SITUACOES  # noqa: PLC0415 - keeps the other commands quick

    for m in mensagens:
        partes = (str(m.id), f"RA {m.ra}" if m.ra else "", SITUACOES[m.situacao], m.motivo or "", m.detalhe or "")
        typer.echo("  ".join(p for p in partes if p))


def _publica(mensagem: "MensagemSms") -> dict[str, Any]:
    """Leave out text and number: this goes to other programs' logs."""
    pessoais = {"texto", "numero", "numero_informado", "destinatario"}
    return {k: v for k, v in asdict(mensagem).items() if k not in pessoais}


def _dizer_json(valor: object) -> None:
    typer.echo(json.dumps(valor, default=str, ensure_ascii=False, indent=2))
