"""Histórico: one time line of the rows of an RA and of the audit."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from gsan_desk.database.banco import Banco
from gsan_desk.domain.codigos import TipoAtendimento
from gsan_desk.domain.dominios import Contexto
from gsan_desk.domain.erros import RegraViolada
from gsan_desk.domain.historico import Entrada, Mudanca, TipoEntrada
from gsan_desk.domain.registro_atendimento import Anexo, NovoRA, RAInserido
from gsan_desk.services.ra_historico import historico
from tests.services.apoio_atualizar import (
    JOANA,
    com_anexos,
    com_gerais,
    com_local,
    com_pessoa,
    com_solicitante,
    gravar,
    mudar,
    pegar,
)
from tests.services.apoio_ra import CELULAR, ENDERECO, concluir_aceitando, contar, preencher
from tests.support.cenario import IDS, JPG_MINIMO, protocolo
from tests.support.comandos import comandos, plano

RA = "atendimentopublico.registro_atendimento"
GRANDES = ("registro_atendimento", "ra_", "tramite", "ordem_servico", "sms_mensagem", "auditoria", "cliente", "conta")
"""Tables that grow with the years."""
TIPOS = TipoEntrada


def entradas(banco: Banco, contexto: Contexto, numero: int, *tipos: TipoEntrada) -> list[Entrada]:
    lidas = banco.executar(historico, contexto, numero).entradas
    return [e for e in lidas if not tipos or e.tipo in tipos]


def de(banco: Banco, contexto: Contexto, numero: int, tipo: TipoEntrada) -> Entrada:
    """The last entry of a kind."""
    return entradas(banco, contexto, numero, tipo)[-1]


@pytest.mark.parametrize("numero", [0, -3, 777, 2**40])
def test_an_ra_that_is_not_there_is_m70(mesa: Banco, ctx: Contexto, numero: int) -> None:
    with pytest.raises(RegraViolada) as erro:
        mesa.executar(historico, ctx, numero)
    assert erro.value.violacoes[0].codigo == "M70"


def test_rows_older_than_the_audit_tell_their_own_story(mesa: Banco, ctx: Contexto) -> None:
    achado = mesa.executar(historico, ctx, IDS.ra_encerrado)
    abertura, solicitante, tramite, encerramento, anexo = achado.entradas
    assert [e.tipo for e in achado.entradas] == [
        TIPOS.ABERTURA, TIPOS.SOLICITANTE, TIPOS.TRAMITE, TIPOS.ENCERRAMENTO, TIPOS.ANEXO,
    ]  # fmt: skip
    assert abertura.texto.splitlines()[0] == "CASOS DE TESTE / SIMPLES"
    assert "Unidade de Atendimento: LOJA DE ATENDIMENTO CENTRO" in abertura.texto
    assert solicitante.texto.startswith("Solicitante principal: MARIA APARECIDA DA SILVA, protocolo ")
    assert tramite.texto.startswith("De LOJA DE ATENDIMENTO CENTRO para OPERAÇÃO DE ÁGUA\n")
    assert encerramento.texto == "SERVIÇO CONCLUÍDO\nUnidade: OPERAÇÃO DE ÁGUA\nSERVIÇO FEITO"
    assert anexo.texto == "Incluído: arquivo jpg (FOTO DO LOCAL)"
    assert anexo.aproximado
    assert {e.quem for e in achado.entradas if not e.aproximado} == {"ATENDENTE"}
    assert (achado.ra.numero, achado.ra.situacao.nome) == (IDS.ra_encerrado, "Encerrado")


def test_reactivation_duplicity_and_reiteration(mesa: Banco, ctx: Contexto) -> None:
    motivo = "SERVIÇO MAL EXECUTADO"
    assert de(mesa, ctx, IDS.ra_reativado, TIPOS.REATIVACAO).texto == (
        f"Reativa o RA {IDS.ra_reativado_anterior}: {motivo}"
    )
    assert de(mesa, ctx, IDS.ra_reativado_anterior, TIPOS.REATIVACAO).texto == f"Reativado pelo RA {IDS.ra_reativado}"
    assert de(mesa, ctx, IDS.ra_pendente_endereco, TIPOS.DUPLICIDADE).texto == (
        f"O RA {IDS.ra_duplicado} foi encerrado como duplicidade deste"
    )
    assert f"Duplicidade do RA {IDS.ra_pendente_endereco}" in de(mesa, ctx, IDS.ra_duplicado, TIPOS.ENCERRAMENTO).texto
    reiteracao = de(mesa, ctx, IDS.ra_reiterado, TIPOS.REITERACAO)
    esperado = protocolo(8001, reiteracao.quando.year)
    assert reiteracao.texto == f"MARIA APARECIDA DA SILVA, protocolo {esperado}\nLIGOU DE NOVO"


def _inserir(banco: Banco, contexto: Contexto, novo: NovoRA) -> RAInserido:
    return banco.executar(concluir_aceitando, contexto, novo)


def test_the_opening_by_the_station(atendente: Banco, contexto: Contexto) -> None:
    """All that Inserir writes, by whom and in what order."""
    novo = preencher(atendente, contexto)
    com_tudo = replace(
        novo,
        solicitante=replace(novo.solicitante, enviar_sms=True),
        anexos=(Anexo("foto.jpg", "jpg", JPG_MINIMO, "VAZAMENTO"),),
    )
    numero = _inserir(atendente, contexto, com_tudo).numero
    lidas = entradas(atendente, contexto, numero)
    assert [e.tipo for e in lidas] == [
        TIPOS.ABERTURA, TIPOS.SOLICITANTE, TIPOS.ANEXO, TIPOS.TRAMITE, TIPOS.SMS,
    ]  # fmt: skip
    assert {e.quem for e in lidas} == {"ATENDENTE"}
    assert not any(e.aproximado for e in lidas)
    sms = lidas[-1]
    assert sms.texto.splitlines()[0] == "Abertura de RA para (81) 98765-0001: Na fila"


def test_manual_opening_tells_when_it_was_typed(atendente: Banco, contexto: Contexto) -> None:
    novo = preencher(atendente, contexto)
    assert novo.dados_gerais.data is not None
    gerais = replace(
        novo.dados_gerais,
        tipo_atendimento=TipoAtendimento.MANUAL,
        numero_manual="000000123-6",
        data=novo.dados_gerais.data - timedelta(days=1),
    )
    numero = _inserir(atendente, contexto, replace(novo, dados_gerais=gerais)).numero
    abertura = entradas(atendente, contexto, numero)[0]
    assert abertura.quando.date() == gerais.data
    assert f"Registrado em {novo.dados_gerais.data:%d/%m/%Y}" in abertura.texto


def test_changes_are_told_old_and_new_in_people_s_words(mesa: Banco, ctx: Contexto) -> None:
    numero = IDS.ra_pendente_endereco
    comando = com_gerais(pegar(mesa, ctx, numero), observacao="MURO CAIU", meio_id=IDS.meio_telefone)
    gravar(mesa, ctx, com_local(comando, ponto_referencia="PADARIA", endereco=ENDERECO))
    alteracao = de(mesa, ctx, numero, TIPOS.ALTERACAO)
    mudancas = {m.rotulo: (m.antes, m.depois) for m in alteracao.mudancas}
    assert mudancas["Observação"] == ("AGUARDANDO PROVIDÊNCIA", "MURO CAIU")
    assert mudancas["Meio de Solicitação"] == ("BALCÃO", "TELEFONE")
    assert mudancas["Ponto de Referência"] == ("(vazio)", "PADARIA")
    antes, depois = mudancas["Endereço"]
    assert antes.startswith("RUA DAS FLORES, 100 - CENTRO")
    assert "S/N FUNDOS" in depois
    assert alteracao.quem == "ATENDENTE2"
    assert len(entradas(mesa, ctx, numero, TIPOS.ALTERACAO)) == 1


def test_another_especificacao_changes_the_deadline_too(mesa: Banco, ctx: Contexto) -> None:
    numero = IDS.ra_pendente_endereco
    tipo = ctx.dominios.especificacoes[IDS.espec_urgente].tipo_id
    gravar(mesa, ctx, com_gerais(pegar(mesa, ctx, numero), tipo_id=tipo, especificacao_id=IDS.espec_urgente))
    rotulos = {m.rotulo: m for m in de(mesa, ctx, numero, TIPOS.ALTERACAO).mudancas}
    assert rotulos["Especificação"].antes == "CASOS DE TESTE / SIMPLES"
    assert rotulos["Especificação"].depois.startswith("CASOS DE TESTE / ")
    abertura = entradas(mesa, ctx, numero, TIPOS.ABERTURA)[0]
    assert abertura.texto.startswith("CASOS DE TESTE / SIMPLES")


def test_the_unit_that_attended(mesa: Banco, ctx: Contexto) -> None:
    numero = IDS.ra_pendente_endereco
    gravar(mesa, ctx, com_gerais(pegar(mesa, ctx, numero), unidade_id=IDS.unidade_central))
    assert de(mesa, ctx, numero, TIPOS.ALTERACAO).mudancas == (
        Mudanca(
            "Unidade de Atendimento",
            "LOJA DE ATENDIMENTO CENTRO",
            ctx.dominios.unidades[IDS.unidade_central].descricao,
        ),
    )


def test_a_solicitante_comes_changes_and_goes(mesa: Banco, ctx: Contexto) -> None:
    numero = IDS.ra_pendente_endereco
    gravar(mesa, ctx, com_solicitante(pegar(mesa, ctx, numero), JOANA))
    incluido = de(mesa, ctx, numero, TIPOS.SOLICITANTE)
    assert incluido.texto == f"Incluído: JOANA LIMA, protocolo {JOANA.protocolo}"
    gravar(mesa, ctx, com_pessoa(pegar(mesa, ctx, numero), 1, nome="JOANA LIMA SOUZA", fones=(CELULAR,)))
    dados = de(mesa, ctx, numero, TIPOS.SOLICITANTE)
    assert dados.texto == "Dados de JOANA LIMA SOUZA"
    assert dados.mudancas == (
        Mudanca("Solicitante", "JOANA LIMA", "JOANA LIMA SOUZA"),
        Mudanca(
            "Fones do Solicitante",
            "(81) 98765-0001 (principal), (81) 3421-0001 ramal 22",
            "(81) 98765-0001 (principal)",
        ),
    )
    comando = pegar(mesa, ctx, numero)
    gravar(mesa, ctx, replace(comando, solicitantes=comando.solicitantes[:1]))
    assert de(mesa, ctx, numero, TIPOS.SOLICITANTE).texto == "Removido: JOANA LIMA SOUZA"
    assert entradas(mesa, ctx, numero, TIPOS.ALTERACAO) == []


def test_another_principal(mesa: Banco, ctx: Contexto) -> None:
    numero = IDS.ra_pendente_endereco
    gravar(mesa, ctx, com_solicitante(pegar(mesa, ctx, numero), JOANA))
    comando = pegar(mesa, ctx, numero)
    trocados = tuple(replace(s, principal=not s.principal) for s in comando.solicitantes)
    gravar(mesa, ctx, replace(comando, solicitantes=trocados))
    mudancas = {e.texto: e.mudancas for e in entradas(mesa, ctx, numero, TIPOS.SOLICITANTE)}
    assert mudancas["Dados de JOAQUIM PEREIRA"] == (Mudanca("Solicitante principal", "Sim", "Não"),)
    assert mudancas["Dados de JOANA LIMA"] == (Mudanca("Solicitante principal", "Não", "Sim"),)


def test_an_attachment_comes_is_described_and_goes(mesa: Banco, ctx: Contexto) -> None:
    numero = IDS.ra_pendente_endereco
    gravar(mesa, ctx, com_anexos(pegar(mesa, ctx, numero), Anexo("a.jpg", "jpg", JPG_MINIMO, "RUA")))
    assert de(mesa, ctx, numero, TIPOS.ANEXO).texto == "Incluído: arquivo jpg (RUA)"
    comando = pegar(mesa, ctx, numero)
    (anexo,) = comando.lido.anexos
    gravar(mesa, ctx, com_anexos(comando, observacoes={anexo.id: "CALÇADA"}))
    assert de(mesa, ctx, numero, TIPOS.ANEXO).mudancas == (Mudanca("Observação do arquivo", "RUA", "CALÇADA"),)
    gravar(mesa, ctx, com_anexos(pegar(mesa, ctx, numero), removidos=frozenset({anexo.id})))
    assert de(mesa, ctx, numero, TIPOS.ANEXO).texto == "Removido: arquivo jpg (CALÇADA)"
    assert len(entradas(mesa, ctx, numero, TIPOS.ANEXO)) == 3


def test_contas_and_payments(base: Any, mesa: Banco, ctx: Contexto) -> None:
    numero = IDS.ra_com_os
    mudar(base, "INSERT INTO atendimentopublico.ra_conta (rgat_id, cnta_id) VALUES (%s, %s)", numero, IDS.conta_normal)
    mudar(base, "DELETE FROM atendimentopublico.ra_conta WHERE rgat_id = %s", numero)
    (conta,) = de(mesa, ctx, numero, TIPOS.ALTERACAO).mudancas
    assert (conta.rotulo, conta.depois) == ("Conta", "(removido)")
    assert conta.antes[2] == "/"


def test_payments_by_their_reference(
    base: Any, atendente: Banco, contexto: Contexto, mesa: Banco, ctx: Contexto
) -> None:
    pagos = (IDS.pagamento_duplicado, IDS.pagamento_duplicado_historico)
    local = {"imovel_id": IDS.imovel_pagamento_duplicado, "pagamento_ids": pagos}
    numero = _inserir(
        atendente, contexto, preencher(atendente, contexto, IDS.espec_pagamento_duplicidade, **local)
    ).numero
    (ligados,) = entradas(mesa, ctx, numero, TIPOS.ALTERACAO)
    assert [(m.rotulo, m.antes) for m in ligados.mudancas] == [("Pagamentos em Duplicidade", "(vazio)")] * 2
    mudar(
        base, "UPDATE atendimentopublico.ra_pagto_duplicidade SET rapd_icpagtodevolvido = 1 WHERE rgat_id = %s", numero
    )
    devolvidos = de(mesa, ctx, numero, TIPOS.ALTERACAO).mudancas
    assert [m.depois for m in devolvidos] == [f"{m.antes} (devolvido)" for m in devolvidos]


def test_the_os_its_closing_and_its_change(base: Any, mesa: Banco, ctx: Contexto) -> None:
    numero = IDS.ra_com_os
    assert de(mesa, ctx, numero, TIPOS.ORDEM_SERVICO).texto == (
        f"OS {IDS.ordem_servico} gerada: CONSERTO DE VAZAMENTO NA RUA"
    )
    mudar(
        base,
        "UPDATE atendimentopublico.ordem_servico SET imov_id = %s WHERE orse_id = %s",
        IDS.imovel_norte,
        IDS.ordem_servico,
    )
    mudada = de(mesa, ctx, numero, TIPOS.ORDEM_SERVICO)
    assert mudada.texto == f"OS {IDS.ordem_servico}"
    assert mudada.mudancas == (Mudanca("Imóvel", str(IDS.imovel_normal), str(IDS.imovel_norte)),)
    mudar(
        base,
        "UPDATE atendimentopublico.ordem_servico SET orse_cdsituacao = 2, orse_tmencerramento = localtimestamp,"
        " amen_id = 2, orse_dsparecerencerramento = 'FEITO' WHERE orse_id = %s",
        IDS.ordem_servico,
    )
    fim = de(mesa, ctx, numero, TIPOS.ORDEM_SERVICO)
    assert fim.texto == f"OS {IDS.ordem_servico} encerrada: SERVIÇO CONCLUÍDO\nFEITO"
    assert fim.mudancas == ()
    assert len(entradas(mesa, ctx, numero, TIPOS.ORDEM_SERVICO)) == 3


def test_closing_and_forwarding_are_told_once(base: Any, mesa: Banco, ctx: Contexto) -> None:
    """The columns that a trâmite and a closing write in the RA are no change of their own."""
    numero = IDS.ra_da_loja
    with base.transaction():
        mudar(
            base,
            "INSERT INTO atendimentopublico.tramite (tram_id, rgat_id, tram_tmtramite, unid_idorigem, unid_iddestino,"
            " usur_idregistro, usur_idresponsavel, tram_dsparecertramite)"
            " VALUES (777, %s, localtimestamp, %s, %s, %s, %s, 'VER')",
            numero, IDS.unidade_loja, IDS.unidade_central, IDS.usuario_admin, IDS.usuario_supervisor,
        )  # fmt: skip
        mudar(base, f"UPDATE {RA} SET unid_idatual = %s WHERE rgat_id = %s", IDS.unidade_central, numero)
    mudar(
        base,
        f"UPDATE {RA} SET rgat_cdsituacao = 2, amen_id = 2, rgat_tmencerramento = localtimestamp,"
        " rgat_dsparecerencerramento = 'FIM' WHERE rgat_id = %s",
        numero,
    )
    assert entradas(mesa, ctx, numero, TIPOS.ALTERACAO) == []
    tramite = de(mesa, ctx, numero, TIPOS.TRAMITE)
    assert tramite.texto.splitlines()[1:] == ["VER", "Registrado por ADMIN"]
    assert tramite.quem == "SUPERVISOR"
    assert de(mesa, ctx, numero, TIPOS.ENCERRAMENTO).texto == "SERVIÇO CONCLUÍDO\nFIM"


def test_a_unit_that_changes_without_a_tramite_is_a_change(base: Any, mesa: Banco, ctx: Contexto) -> None:
    numero = IDS.ra_da_loja
    mudar(base, f"UPDATE {RA} SET unid_idatual = %s, rgat_cdsituacao = 3 WHERE rgat_id = %s", 13, numero)
    alteracao = de(mesa, ctx, numero, TIPOS.ALTERACAO)
    assert {m.rotulo: m.texto for m in alteracao.mudancas} == {
        "Situação": "Pendente → Bloqueado",
        "Unidade Atual": "LOJA DE ATENDIMENTO CENTRO → OPERAÇÃO DE ÁGUA",
    }
    assert alteracao.quem == "Administrador do banco (postgres)"


def test_what_others_remove_or_correct(base: Any, mesa: Banco, ctx: Contexto) -> None:
    numero = IDS.ra_reiterado
    mudar(base, "UPDATE atendimentopublico.ra_reiteracao SET rart_dsobservacao = 'OUTRA' WHERE rart_id = 1")
    assert de(mesa, ctx, numero, TIPOS.REITERACAO).mudancas == (Mudanca("Observação", "LIGOU DE NOVO", "OUTRA"),)
    mudar(base, "DELETE FROM atendimentopublico.ra_reiteracao_fone")
    mudar(base, "DELETE FROM atendimentopublico.ra_reiteracao WHERE rart_id = 1")
    assert de(mesa, ctx, numero, TIPOS.REITERACAO).texto == "Reiteração removida do RA"
    mudar(base, "DELETE FROM atendimentopublico.tramite WHERE rgat_id = %s", numero)
    assert de(mesa, ctx, numero, TIPOS.TRAMITE).texto == "Trâmite removido do RA"


def test_a_column_that_only_this_base_has_is_not_hidden(base: Any, mesa: Banco, ctx: Contexto) -> None:
    mudar(base, f"ALTER TABLE {RA} ADD COLUMN rgat_cdlocal integer")
    mudar(base, f"UPDATE {RA} SET rgat_cdlocal = 7 WHERE rgat_id = %s", IDS.ra_da_loja)
    assert de(mesa, ctx, IDS.ra_da_loja, TIPOS.ALTERACAO).mudancas == (
        Mudanca("Outro dado (rgat_cdlocal)", "(vazio)", "7"),
    )


def test_two_statements_however_long_the_story(base: Any, mesa: Banco, ctx: Contexto) -> None:
    numero = IDS.ra_da_loja
    mesa.executar(historico, ctx, numero)
    custos = []
    for vezes in (1, 60):
        for n in range(vezes):
            mudar(base, f"UPDATE {RA} SET rgat_dsobservacao = %s WHERE rgat_id = %s", f"VEZ {vezes} {n}", numero)
        with contar(mesa.engine) as enviados:
            mesa.executar(historico, ctx, numero)
        custos.append(len(enviados))
    assert custos == [2, 2]
    assert len(entradas(mesa, ctx, numero, TIPOS.ALTERACAO)) == 61


def test_no_person_s_data_goes_to_the_log(mesa: Banco, ctx: Contexto, capsys: pytest.CaptureFixture[str]) -> None:
    mesa.executar(historico, ctx, IDS.ra_pendente_endereco)
    saida = capsys.readouterr()
    assert "JOAQUIM" not in saida.out + saida.err


def test_everybody_who_reads_ras_reads_their_history(como: Callable[[str], Banco], ctx: Contexto) -> None:
    for login in ("supervisor", "sms", "admin"):
        assert como(login).executar(historico, ctx, IDS.ra_com_os).entradas


def test_every_part_of_the_statements_has_an_index(como: Callable[[str], Banco], ctx: Contexto) -> None:
    """Under the attendant's role: what policies and functions do to indexes (spec 60 §5)."""

    def explicar(session: Session) -> str:
        with comandos(session) as vistos:
            historico(session, ctx, IDS.ra_pendente_endereco)
        return plano(session, vistos)

    linhas = como("atendente").executar(explicar).splitlines()
    lidas = [linha for linha in linhas if "Seq Scan" in linha]
    assert [linha for linha in lidas if any(grande in linha for grande in GRANDES)] == []
