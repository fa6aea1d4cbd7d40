"""What hangs on each RA of the demo: who asked, how it travelled, what was done, what was attached."""

from base64 import b64decode
from collections import defaultdict
from datetime import datetime, timedelta
from typing import Any

from gsan_desk.database.dados.demo import organizacao, sorteio
from gsan_desk.database.dados.demo.atendimentos import BLOQUEADO, ENCERRADO, PENDENTE, Mundo, Ra
from gsan_desk.database.dados.linhas import Linha, Parte
from gsan_desk.domain.protocolo import formatar

_ABRIR, _ENCERRAR = 1, 3
_ESCALAS = (
    organizacao.CENTRALIZADORA,
    organizacao.AGUA,
    organizacao.ESGOTO,
    organizacao.TERCEIRIZADA,
    organizacao.COMERCIAL,
    organizacao.REGIONAL,
)
_PARECER = "TRAMITE GERADO PELO SISTEMA NA ABERTURA DO REGISTRO DE ATENDIMENTO"
_PARECERES = ("PARA PROVIDENCIAS", "EQUIPE JA ESTEVE NO LOCAL", "PARA CONHECIMENTO E EXECUCAO", "NAO E DESTA UNIDADE")
_OBSERVACOES = ("LIGOU DE NOVO", "COBRA PRAZO", "DIZ QUE PIOROU", "PEDE RETORNO POR TELEFONE")
_PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n%%EOF\n"
_DEVOLUCAO, _COM_CONTAS = 1201, frozenset({901, 903, 1202, 1203})
_FOTO = b64decode(
    "/9j/4AAQSkZJRgABAQEAZABkAAD/2wBDACgcHiMeGSgjISMtKygwPGRBPDc3PHtYXUlkkYCZlo+AjIqgtObDoKrarYqMyP/L2u71////m8H///"
    "/6/+b9//j/wAALCAAMABABAREA/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUFBAQAAAF9AQIDAAQRBRIh"
    "MUEGE1FhByJxFDKBkaEII0KxwRVS0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqDhI"
    "WGh4iJipKTlJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP09fb3+Pn6/9oACAEBAAA/AFiS"
    "p2YRRlj16D60RAVDOSZyCeBjAr//2Q=="
)


class Historia:
    """Rows by table; each method looks at one RA."""

    def __init__(self, mundo: Mundo) -> None:
        self._mundo = mundo
        self._rng = mundo.rng
        self._tabelas: defaultdict[str, list[Linha]] = defaultdict(list)
        self._protocolo = 0

    def contar(self, ra: Ra) -> None:
        """Add everything of one RA."""
        self._unidades(ra)
        self._tramites(ra)
        self._solicitantes(ra)
        self._reiteracoes(ra)
        self._ordens(ra)
        self._urgencia(ra)
        self._anexos(ra)
        self._contas(ra)

    def partes(self) -> list[Parte]:
        """Rows in the order of insertion."""
        return [(f"atendimentopublico.{tabela}", linhas) for tabela, linhas in self._tabelas.items()]

    @property
    def ultimo_protocolo(self) -> int:
        """Last value drawn for a protocol."""
        return self._protocolo

    def _novo(self, tabela: str, chave: str, **colunas: Any) -> int:
        linhas = self._tabelas[tabela]
        linhas.append({chave: len(linhas) + 1} | colunas)
        return len(linhas)

    def _proximo_protocolo(self, quando: datetime) -> str:
        self._protocolo += 1
        return formatar(quando.year, self._protocolo)

    def _alguem(self, unidade: int) -> int:
        return self._rng.choice(self._mundo.usuarios.get(unidade) or self._mundo.usuarios[organizacao.REGIONAL])

    def _unidades(self, ra: Ra) -> None:
        fixas = {"rgat_id": ra.id, "unid_id": ra.unidade_abertura, "usur_id": ra.usuario_abertura, "attp_id": _ABRIR}
        self._novo("ra_unidade", "raun_id", **fixas)
        if ra.situacao != ENCERRADO:
            return
        unidade = ra.unidade_abertura if ra.especificacao.encerra else ra.unidade_atual
        usuario = ra.usuario_abertura if ra.especificacao.encerra else self._alguem(unidade)
        self._novo("ra_unidade", "raun_id", rgat_id=ra.id, unid_id=unidade, usur_id=usuario, attp_id=_ENCERRAR)

    def _tramites(self, ra: Ra) -> None:
        """Chain the movements: each leaves where the one before arrived, the last arrives at the unidade atual."""
        fim = ra.encerramento or self._mundo.agora
        quantos = 0 if ra.especificacao.encerra else self._rng.choice((0, 0, 0, 0, 1, 1, 2, 3))
        meio = [u for u in self._rng.sample(_ESCALAS, quantos) if u != ra.unidade_atual]
        paradas = [ra.unidade_atual, *meio, ra.unidade_atual] if meio else [ra.unidade_atual]
        passo = (fim - ra.abertura) / (len(paradas) + 1)
        origem, usuario = ra.unidade_abertura, ra.usuario_abertura
        for ordem, destino in enumerate(paradas):
            self._novo(
                "tramite",
                "tram_id",
                rgat_id=ra.id,
                tram_dsparecertramite=self._rng.choice(_PARECERES) if ordem else _PARECER,
                tram_tmtramite=(ra.abertura + passo * ordem).replace(microsecond=0),
                unid_idorigem=origem,
                unid_iddestino=destino,
                usur_idregistro=usuario,
                usur_idresponsavel=usuario,
            )
            origem, usuario = destino, self._alguem(destino)

    def _solicitantes(self, ra: Ra) -> None:
        self._solicitante(ra, ra.abertura, 1)
        if self._rng.random() < 0.06:
            self._solicitante(ra, ra.abertura + timedelta(hours=1), 2)

    def _solicitante(self, ra: Ra, quando: datetime, principal: int) -> None:
        colunas: dict[str, Any] = {"clie_id": None, "unid_id": None, "func_id": None, "raso_nmsolicitante": None}
        endereco: dict[str, Any] = {"lgbr_id": None, "lgcp_id": None, "raso_nnimovel": None}
        sorte = self._rng.random()
        if principal == 1 and (ra.especificacao.cliente or (ra.imovel and sorte < 0.85) or sorte < 0.3):
            colunas["clie_id"] = (ra.imovel or self._rng.choice(self._mundo.imoveis)).usuario_id
        elif sorte > 0.97:
            colunas |= {"unid_id": organizacao.AGUA, "func_id": organizacao.FUNCIONARIO_DA_AGUA}
        elif ra.especificacao.solicitante or sorte > 0.5:
            colunas["raso_nmsolicitante"] = sorteio.pessoa(self._rng)
            if ra.rua:
                endereco = {"lgbr_id": ra.rua.logradouro_bairro_id, "lgcp_id": ra.rua.logradouro_cep_id}
                endereco["raso_nnimovel"] = ra.numero
        else:
            return
        id_ = self._novo(
            "ra_solicitante",
            "raso_id",
            rgat_id=ra.id,
            raso_icsolicitanteprincipal=principal,
            raso_nnprotocoloatendimento=self._proximo_protocolo(quando),
            **colunas,
            **endereco,
        )
        if colunas["raso_nmsolicitante"] and self._rng.random() < 0.85:
            numero = {"sofo_cdddd": int(sorteio.DDD), "sofo_nnfone": sorteio.celular(self._rng), "fnet_id": 3}
            self._novo("solicitante_fone", "sofo_id", raso_id=id_, sofo_icfonepadrao=1, **numero)

    def _reiteracoes(self, ra: Ra) -> None:
        for quando in ra.reiteracoes:
            id_ = self._novo(
                "ra_reiteracao",
                "rart_id",
                rgat_id=ra.id,
                rart_nnprotocoloatendimento=self._proximo_protocolo(quando),
                clie_id=ra.imovel.usuario_id if ra.imovel else None,
                rart_nmsolicitante=None if ra.imovel else sorteio.pessoa(self._rng),
                rart_dsobservacao=self._rng.choice(_OBSERVACOES),
                rart_tmultimaalteracao=quando,
            )
            fone = {"rtfo_cdddd": sorteio.DDD, "rtfo_nnfone": sorteio.celular(self._rng), "rtfo_icfonepadrao": 1}
            self._novo("ra_reiteracao_fone", "rtfo_id", rart_id=id_, fnet_id=3, **fone)

    def _ordens(self, ra: Ra) -> None:
        servico = ra.especificacao.servico
        if servico is None or ra.situacao == BLOQUEADO:
            return
        encerrada = ra.situacao == ENCERRADO
        id_ = self._novo(
            "ordem_servico",
            "orse_id",
            rgat_id=ra.id,
            svtp_id=servico,
            amen_id=ra.motivo if encerrada else None,
            orse_cdsituacao=2 if encerrada else self._rng.choice((1, 1, 1, 3, 4)),
            orse_tmgeracao=ra.abertura,
            orse_tmencerramento=ra.encerramento,
            stpr_idoriginal=ra.especificacao.prioridade,
            stpr_idatual=ra.especificacao.prioridade,
            orse_icprogramada=2,
            unid_idatual=ra.unidade_atual,
            imov_id=ra.imovel.id if ra.imovel else None,
        )
        autor = {"unid_id": ra.unidade_abertura, "usur_id": ra.usuario_abertura}
        self._novo("ordem_servico_unidade", "osun_id", orse_id=id_, attp_id=_ABRIR, **autor)
        if encerrada:
            autor = {"unid_id": ra.unidade_atual, "usur_id": self._alguem(ra.unidade_atual)}
            self._novo("ordem_servico_unidade", "osun_id", orse_id=id_, attp_id=_ENCERRAR, **autor)

    def _urgencia(self, ra: Ra) -> None:
        """A notice for each user of the unit that holds it, still unseen where the RA is pending."""
        if ra.situacao != PENDENTE or not (ra.especificacao.urgente or ra.reiteracoes):
            return
        for usuario in self._mundo.usuarios.get(ra.unidade_atual, []):
            self._novo(
                "visualizacao_ra_urgencia",
                "vrau_id",
                rgat_id=ra.id,
                usur_id=usuario,
                vrau_icvisualiza=self._rng.choice((1, 2)),
                vrau_icreiteracao=1 if ra.reiteracoes else 2,
            )

    def _anexos(self, ra: Ra) -> None:
        if self._rng.random() > 0.05:
            return
        foto = self._rng.random() < 0.7
        self._novo(
            "ra_anexo",
            "raan_id",
            rgat_id=ra.id,
            raan_imdocumento=_FOTO if foto else _PDF,
            raan_nmextensaodocumento="jpg" if foto else "pdf",
            raan_dsdocumento="FOTO DO LOCAL" if foto else "DOCUMENTO APRESENTADO",
        )

    def _contas(self, ra: Ra) -> None:
        if ra.imovel is None:
            return
        if ra.especificacao.id in _COM_CONTAS:
            for conta in ra.imovel.contas[:2]:
                self._tabelas["ra_conta"].append({"rgat_id": ra.id, "cnta_id": conta})
        if ra.especificacao.id == _DEVOLUCAO:
            for pagamento in self._mundo.dinheiro.duplicados[ra.imovel.id]:
                self._tabelas["ra_pagto_duplicidade"].append(
                    {
                        "rgat_id": ra.id,
                        "pgmt_id": pagamento.id,
                        "cnta_id": pagamento.conta_id,
                        "rapd_amreferenciaconta": pagamento.referencia,
                        "imov_id": ra.imovel.id,
                        "rapd_amreferenciapagamento": pagamento.referencia,
                        "rapd_dtpagamento": pagamento.data,
                        "rapd_vlpagamento": pagamento.valor,
                    }
                )
