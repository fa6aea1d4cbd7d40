"""Columns of the reports and of the RAs that may be the same."""

from collections.abc import Callable

from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.relato import SituacaoRelato
from gsan_desk.services.progis.candidatos import Candidato
from gsan_desk.services.progis.relatos import LinhaDoRelato
from gsan_desk.ui.progis import textos
from gsan_desk.ui.tables.column import Coluna, Destaque


def dos_relatos() -> tuple[Coluna, ...]:
    """Make the columns of the Caixa PROGIS; a row is a ``LinhaDoRelato``."""
    return (
        Coluna("recebido", "Recebido em", lambda n: n.relato.recebido_em, "centro", 17),
        Coluna("problema", "Problema", lambda n: n.relato.problema.nome, largura=19),
        Coluna("endereco", "Endereço", lambda n: textos.onde(n.relato), largura=26),
        Coluna("bairro", "Bairro", lambda n: n.relato.bairro, largura=14),
        Coluna("municipio", "Município", lambda n: n.relato.municipio, largura=14, visivel=False),
        Coluna("telefone", "Telefone", lambda n: textos.telefone(n.relato, mascarado=True), largura=15),
        Coluna("foto", "Fotos", lambda n: n.relato.fotos or None, "centro", 6),
        Coluna("ras", "RAs perto", lambda n: n.ras_proximos or None, "direita", 10),
        Coluna("relatos", "Relatos perto", lambda n: n.relatos_proximos or None, "direita", 12),
        Coluna("reservado", "Com", lambda n: n.relato.reservado_por, largura=12),
        Coluna("situacao", "Situação", lambda n: n.relato.situacao.nome, largura=12),
        Coluna("ra", "RA", lambda n: n.relato.ra, "direita", 10),
        Coluna("excedente", "Além do limite", lambda n: n.relato.excedente or None, "direita", 13),
        Coluna("decidido", "Decidido por", lambda n: n.relato.decidido_por, largura=12, visivel=False),
        Coluna("decidido_em", "Decidido em", lambda n: n.relato.decidido_em, "centro", 17, visivel=False),
        Coluna("motivo", "Motivo do descarte", lambda n: n.relato.motivo_descarte, largura=24, visivel=False),
        Coluna("descricao", "Descrição", lambda n: n.relato.descricao, largura=30, visivel=False),
    )


def dos_vizinhos() -> tuple[Coluna, ...]:
    """Make the columns of reports near another, or from the same phone; a row is a ``Relato``."""
    return (
        Coluna("recebido", "Recebido em", lambda r: r.recebido_em, "centro", 17),
        Coluna("problema", "Problema", lambda r: r.problema.nome, largura=19),
        Coluna("endereco", "Endereço", textos.onde, largura=30),
        Coluna("telefone", "Telefone", lambda r: textos.telefone(r, mascarado=True), largura=15),
        Coluna("situacao", "Situação", lambda r: r.situacao.nome, largura=11),
        Coluna("ra", "RA", lambda r: r.ra, "direita", 10),
        Coluna("reservado", "Com", lambda r: r.reservado_por, largura=12),
        Coluna("descricao", "Descrição", lambda r: r.descricao, largura=40),
    )


def dos_candidatos(contexto: Contexto) -> tuple[Coluna, ...]:
    """Make the columns of the RAs that may be the same; a row is a ``Candidato``."""
    unidades, especificacoes = contexto.dominios.unidades, contexto.dominios.especificacoes

    def unidade(c: Candidato) -> str:
        achada = unidades.get(c.unidade_atual_id or 0)
        return achada.descricao if achada is not None else ""

    def especificacao(c: Candidato) -> str:
        achada = especificacoes.get(c.especificacao_id)
        return achada.descricao if achada is not None else str(c.especificacao_id)

    return (
        Coluna("distancia", "Distância", textos.distancia, "direita", 14),
        Coluna("numero", "RA", lambda c: c.numero, "direita", 9),
        Coluna("situacao", "Situação", lambda c: c.situacao.nome, largura=10),
        Coluna("idade", "Aberto há", lambda c: textos.duracao(c.idade), "direita", 11),
        Coluna("razoes", "Por quê", lambda c: ", ".join(c.razoes), largura=38),
        Coluna("especificacao", "Especificação", especificacao, largura=24),
        Coluna("endereco", "Endereço", lambda c: c.endereco, largura=34),
        Coluna("referencia", "Ponto de referência", lambda c: c.ponto_referencia, largura=20),
        Coluna("foto", "Foto", lambda c: "Sim" if c.tem_foto else "", "centro", 6),
        Coluna("tramite", "Último trâmite", lambda c: c.ultimo_tramite, "centro", 17),
        Coluna("unidade", "Unidade atual", unidade, largura=22),
        Coluna("previsto", "Previsão", lambda c: c.previsto_para, "centro", 17),
        Coluna("os", "OS em curso", lambda c: c.ordem_servico, "direita", 11),
        Coluna("reiteracoes", "Reiterações", lambda c: c.reiteracoes or None, "direita", 11),
        Coluna("protocolo", "Protocolo", lambda c: c.protocolo, "centro", 17),
        Coluna("aberto", "Aberto em", lambda c: c.aberto_em, "centro", 17),
        Coluna("encerrado", "Encerrado em", lambda c: c.encerrado_em, "centro", 17),
    )


def destaque_do_relato(eu: str) -> Callable[[LinhaDoRelato], Destaque | None]:
    """Make what tells apart the reports that somebody holds, and phones that sent too much."""

    def destacar(linha: LinhaDoRelato) -> Destaque | None:
        relato = linha.relato
        if relato.situacao is not SituacaoRelato.PENDENTE:
            return None
        if relato.reservado_por is not None:
            com = "você" if relato.reservado_por == eu else relato.reservado_por
            return Destaque("info", f"Com {com} até {relato.reservado_ate:%H:%M}")
        return Destaque("aviso", textos.excedente(relato)) if relato.excedente else None

    return destacar


def destaque_do_candidato(candidato: Candidato) -> Destaque | None:
    """Tell closed RAs apart."""
    if candidato.aberto:
        return None
    return Destaque("reiterado", f"Encerrado em {candidato.encerrado_em:%d/%m/%Y %H:%M}")
