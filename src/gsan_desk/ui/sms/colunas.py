"""Columns of the messages and of the log of one."""

from gsan_desk.domain import sms_nomes
from gsan_desk.domain.dominios import Contexto
from gsan_desk.ui.sms import textos
from gsan_desk.ui.tables.column import Coluna


def colunas_do_registro(contexto: Contexto) -> tuple[Coluna, ...]:
    """Make the columns of the log of a message."""
    return (
        Coluna("inicio", "Início", lambda e: e.inicio, "centro", 18),
        Coluna("fim", "Fim", lambda e: e.fim, "centro", 18),
        Coluna("parte", "Parte", lambda e: e.sequencia, "direita", 8),
        Coluna("quem", "Estação ou pessoa", lambda e: e.quem, largura=20),
        Coluna("resultado", "Resultado", lambda e: sms_nomes.RESULTADOS.get(e.resultado or "", "Em curso"), largura=22),
        Coluna("detalhe", "O que houve", lambda e: e.detalhe, largura=60),
        Coluna("numero", "Número de antes", lambda e: textos.numero(contexto, e.numero), largura=18),
    )


def colunas_das_mensagens(contexto: Contexto) -> tuple[Coluna, ...]:
    """Make the columns; numbers whole only for who is of the station."""
    return (
        Coluna("situacao", "Situação", lambda m: sms_nomes.SITUACOES.get(m.situacao, ""), largura=11),
        Coluna("ra", "Número do RA", lambda m: m.ra, "direita", 15),
        Coluna("protocolo", "Protocolo", lambda m: m.protocolo, "centro", 18),
        Coluna("destinatario", "Destinatário", lambda m: m.destinatario, largura=24),
        Coluna("numero", "Número", lambda m: textos.numero(contexto, m.numero or m.numero_informado), largura=17),
        Coluna("tipo", "Tipo", lambda m: sms_nomes.TIPOS.get(m.tipo, ""), largura=16),
        Coluna("causa", "Causa", textos.causa, largura=44),
        Coluna("texto", "Texto", lambda m: m.texto, largura=30),
        Coluna("criada", "Criada em", lambda m: m.criada_em, "centro", 17),
        Coluna("tentativas", "Tentativas", lambda m: m.tentativas, "direita", 10),
        Coluna("ultima", "Última tentativa", lambda m: m.ultima_tentativa, "centro", 17),
        Coluna("reenvios", "Reenvios", lambda m: m.reenvios, "direita", 9, visivel=False),
        Coluna("expira", "Expira em", lambda m: m.expira_em, "centro", 17, visivel=False),
        Coluna("enviada", "Enviada em", lambda m: m.enviada_em, "centro", 17, visivel=False),
        Coluna("entregue", "Entregue em", lambda m: m.entregue_em, "centro", 17, visivel=False),
    )
