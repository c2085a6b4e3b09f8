"""The checks of the data as a table: what each asks, why it matters, and what to do.

Most ask a question of every agreement: `base` tells to which it applies, `holds`
in which something is wrong. So all of them are counted in one walk through the
register, and the rows of each come from the same words. What stands around an
agreement is asked for as a list: the embedded engine makes one much faster than it
answers EXISTS.
"""

from __future__ import annotations

from dataclasses import dataclass

from graph.vocabulary import STAGES, Term

GROUPS = {
    row.code: row
    for row in (
        Term("cakupan", "Yang belum ada datanya", "What nothing is known about"),
        Term("isi", "Isi kesepakatan yang belum lengkap", "Agreements with gaps"),
        Term("pertentangan", "Yang saling bertentangan", "What contradicts itself"),
        Term("nama", "Nama yang belum pasti dan catatan kembar", "Open names and doubles"),
    )
}


@dataclass(frozen=True, slots=True)
class Check(Term):
    """Something that may be wrong with the data.

    Attributes
    ----------
    group
        A key of `GROUPS`.
    subject
        Of what there is a row, a key of `FOLLOWS`.
    why, remedy
        Why it matters, and what to do.
    base, holds
        Of agreements and partners: Cypher on `a` or `p` that tells whether the
        check applies, and whether something is wrong.
    columns
        What a row tells beside what every row of the subject does.
    """

    group: str = ""
    subject: str = "agreement"
    why: str = ""
    why_en: str = ""
    remedy: str = ""
    remedy_en: str = ""
    base: str = "true"
    holds: str = "true"
    columns: tuple[str, ...] = ()

    def reason(self, language: str = "id") -> str:
        """Say why it matters."""
        return self.why_en if language == "en" else self.why

    def advice(self, language: str = "id") -> str:
        """Say what to do."""
        return self.remedy_en if language == "en" else self.remedy


def _stages(*effects: str) -> str:
    return str([code for code, stage in STAGES.items() if stage.effect in effects])


_IN_FORCE = "a.cooperation AND a.runs_from IS NOT NULL"
_MADE = f"a.cooperation AND NOT a.stage IN {_stages('planned')} AND a.stage <> 'ditolak'"
_UNDER_WAY = f"a.stage IN {_stages('running')} AND a.ends_on IS NOT NULL"
# Of a party `p`, the region itself or the one that the OPD belongs to.
REGION = "coalesce(p.region_code, p.code)"
# $owners is a map of codes: to look for one in a list of hundreds takes long.
_KEEPERS = f"[(a)<-[:PARTY_TO]-(p) WHERE $owners[coalesce({REGION}, '')] IS NOT NULL | {REGION}]"

CHECKS = {
    row.code: row
    for row in (
        Check(
            "wilayah-tanpa-catatan",
            "Wilayah tanpa satu catatan pun",
            "Regions with no record at all",
            "cakupan",
            "region",
            "Tentang wilayah ini dan tetangganya tidak ada yang dapat disimpulkan: kerja samanya "
            "mungkin ada, hanya registernya belum dimuat.",
            "Nothing can be concluded about these regions and their neighbours: they may well "
            "cooperate, only their registers are not loaded.",
            "Minta register ke bagian kerja samanya, mulai dari wilayah yang tetangganya paling "
            "banyak tercatat.",
            "Ask their offices for the register, beginning where most neighbours are recorded.",
            columns=(
                *("kode", "wilayah", "tingkat", "penduduk", "dilaporkan", "jumlah_tetangga"),
                "tetangga_tercatat",
            ),
        ),
        Check(
            "laporan-melebihi-catatan",
            "Laporan yang jumlahnya melebihi catatan",
            "Reports that tell of more than is recorded",
            "cakupan",
            "report",
            "Sebuah sumber menyebut lebih banyak kesepakatan daripada yang tercatat; selisihnya "
            "belum ada datanya.",
            "A source states more agreements than are recorded; about the rest we have no data.",
            "Cari daftar lengkap di balik jumlah itu, lalu muat sebagai register.",
            "Find the list behind the total and load it as a register.",
            columns=(
                *("kode", "wilayah", "tahun", "bentuk", "skema", "dilaporkan", "sekurangnya"),
                *("tercatat", "belum_tercatat", "sumber"),
            ),
        ),
        Check(
            "tanpa-tanggal",
            "Kesepakatan tanpa satu tanggal pun",
            "Agreements without any date",
            "isi",
            why="Tanpa tanggal, sebuah kesepakatan tidak muncul pada tahun mana pun, dan masa "
            "berlakunya hanya diandaikan dari sumbernya.",
            why_en="Without a date an agreement shows in no year, and when it runs is only "
            "inferred from its source.",
            remedy="Isi tanggal penandatanganan atau mulai; tahunnya saja sudah menolong.",
            remedy_en="Fill in the day of signing or the start; the year alone is a help.",
            holds="a.signed_on IS NULL AND a.starts_on IS NULL AND a.ends_on IS NULL "
            "AND a.due_on IS NULL",
            columns=("form", "stage", "last_stated_on"),
        ),
        Check(
            "tanpa-akhir",
            "Kesepakatan yang akhirnya tidak disebut",
            "Agreements whose end is not stated",
            "isi",
            why="Dihitung berjalan terus, sebab tidak ada yang menyebut kapan berakhir; barangkali "
            "sudah lama selesai.",
            why_en="They count as running because nobody says when they end; they may have ended "
            "long ago.",
            remedy="Isi tanggal berakhir atau jangka waktunya. Bila memang tidak dibatasi, tulis "
            "“tidak terbatas”.",
            remedy_en="Fill in the end or the term. Where there is none, write “tidak terbatas”.",
            base=_IN_FORCE,
            holds="a.ends_on IS NULL AND NOT coalesce(a.endless, false)",
            columns=("form", "signed_on", "last_stated_on"),
        ),
        Check(
            "tanpa-batas-waktu",
            "Kesepakatan yang dinyatakan tanpa batas waktu",
            "Agreements said to have no end",
            "isi",
            why="Jangka waktu termasuk isi pokok dokumen kerja sama; yang tanpa batas patut "
            "diperiksa sekali lagi pada dokumennya.",
            why_en="The term is an essential part of a cooperation document; one without limit is "
            "worth checking against it.",
            remedy="Cocokkan dengan pasal tentang jangka waktu; biarkan bila memang demikian.",
            remedy_en="Compare with its clause on the term; leave it where it really says so.",
            base=_IN_FORCE,
            holds="coalesce(a.endless, false)",
            columns=("form", "signed_on", "last_stated_on"),
        ),
        Check(
            "tanpa-urusan",
            "Kesepakatan tanpa urusan pemerintahan",
            "Agreements without an affair",
            "isi",
            why="Tidak terjaring bila orang mencari menurut urusan, dan tidak menutup kesenjangan "
            "pada urusan mana pun.",
            why_en="They are missed by whoever looks for an affair, and close the gap in none.",
            remedy="Isi urusannya; ruang lingkup atau OPD pelaksana biasanya menunjukkannya.",
            remedy_en="Fill in the affair; the scope or the department in charge usually tells it.",
            holds="size([(a)-[:ABOUT]->(f:Affair) | 1]) = 0",
            columns=("form", "scope"),
        ),
        Check(
            "tanpa-bentuk",
            "Kesepakatan yang bentuknya tidak disebut",
            "Agreements whose form is not stated",
            "isi",
            why="Tidak dapat dibedakan apakah baru kesepakatan awal atau sudah perjanjian yang "
            "melaksanakannya.",
            why_en="One cannot tell a framework from the agreement that carries it out.",
            remedy="Isi bentuknya: Kesepakatan Bersama, PKS, MoU, dan seterusnya.",
            remedy_en="Fill in the form: joint agreement, PKS, MoU and so on.",
            holds="a.form = 'lainnya'",
            columns=("stage", "signed_on"),
        ),
        Check(
            "tanpa-nomor",
            "Dokumen tanpa nomor dari pihak mana pun",
            "Documents without any party's number",
            "isi",
            why="Nomor adalah cara paling pasti mengenali dokumen yang sama dalam register pihak "
            "lain.",
            why_en="A number is the surest way to recognise the same document in another register.",
            remedy="Isi nomor tiap pihak seperti tertulis di dokumennya.",
            remedy_en="Fill in each party's number as the document has it.",
            base=_MADE,
            holds="size([(a)<-[e:PARTY_TO]-() WHERE e.number IS NOT NULL | 1]) = 0",
            columns=("form", "signed_on"),
        ),
        Check(
            "satu-pihak",
            "Kesepakatan dengan hanya satu pihak yang diketahui",
            "Agreements of which only one party is known",
            "isi",
            why="Tanpa pihak lain, kesepakatan ini tidak menghubungkan siapa pun di jejaring.",
            why_en="Without another party it links nobody in the network.",
            remedy="Lengkapi nama pihak lain, atau pilih yang benar bila namanya belum pasti.",
            remedy_en="Name the other party, or choose the right one where its name is open.",
            holds="size([(a)<-[:PARTY_TO]-() | 1]) < 2",
            columns=("unnamed_parties", "open_parties", "form"),
        ),
        Check(
            "pks-tanpa-induk",
            "PKS tanpa Kesepakatan Bersama yang dilaksanakannya",
            "PKS without the framework that they carry out",
            "isi",
            why="PKS melaksanakan sebuah Kesepakatan Bersama; tanpa hubungan itu, Kesepakatan "
            "Bersamanya tampak di atas kertas saja.",
            why_en="A PKS carries out a joint agreement, which otherwise seems to exist on paper "
            "only.",
            remedy="Isi kolom “melaksanakan” dengan kode Kesepakatan Bersamanya, bila ada.",
            remedy_en="Fill the column “melaksanakan” with the key of its joint agreement, if any.",
            base="a.form = 'pks'",
            holds="size([(a)-[:IMPLEMENTS]->(f:Agreement) | 1]) = 0",
            columns=("signed_on", "ends_on"),
        ),
        Check(
            "lewat-masih-pelaksanaan",
            "Kesepakatan yang sudah lewat, tetapi tahapnya masih berjalan",
            "Agreements past their end whose stage is still under way",
            "pertentangan",
            why="Tanggal berakhirnya sudah lewat, sedangkan registernya masih menyebut "
            "pelaksanaan: perpanjangannya belum tercatat, atau tahapnya belum diperbarui.",
            why_en="Their end is past while the register still says under way: an extension is not "
            "recorded, or the stage is out of date.",
            remedy="Catat perpanjangannya sebagai kesepakatan sendiri, atau ubah tahapnya menjadi "
            "selesai.",
            remedy_en="Record the extension as an agreement of its own, or set the stage to "
            "finished.",
            base=_UNDER_WAY,
            holds="a.ends_on < $on",
            columns=("stage", "ends_on", "last_stated_on", "stated_after_end"),
        ),
        Check(
            "skema-berbeda",
            "Skema di register berbeda dari skema menurut para pihaknya",
            "Schemes in the register that differ from those that the parties make",
            "pertentangan",
            why="Skema mengikuti siapa para pihaknya (UU 23/2014 dan PP 28/2018). Bila berbeda, "
            "jenis salah satu pihak barangkali keliru, atau registernya.",
            why_en="The scheme follows from who the parties are (UU 23/2014, PP 28/2018). Where "
            "they differ, the kind of a party may be wrong, or the register.",
            remedy="Periksa jenis mitranya; bila sudah benar, perbaiki skema di register.",
            remedy_en="Check the partner's kind; where it is right, mend the register.",
            base="a.stated_scheme IS NOT NULL",
            holds="a.stated_scheme <> a.scheme",
            columns=("stated_scheme", "scheme"),
        ),
        Check(
            "tanggal-jauh",
            "Tanggal yang terlalu jauh di depan",
            "Dates too far ahead",
            "pertentangan",
            why="Mulai lebih dari lima tahun lagi, atau berakhir lebih dari lima puluh tahun lagi, "
            "biasanya salah ketik pada tahunnya.",
            why_en="A start more than five years ahead, or an end more than fifty, is usually a "
            "mistyped year.",
            remedy="Cocokkan tahunnya dengan dokumen.",
            remedy_en="Compare the year with the document.",
            base="coalesce(a.signed_on, a.starts_on, a.ends_on, a.due_on) IS NOT NULL",
            holds="a.signed_on > $soon OR a.starts_on > $soon OR a.ends_on > $far "
            "OR a.due_on > $far",
            columns=("signed_on", "starts_on", "ends_on", "due_on"),
        ),
        Check(
            "satu-register",
            "Kesepakatan yang hanya ada di register satu pihak",
            "Agreements that only one party's register tells of",
            "pertentangan",
            why="Register pihak lain juga sudah dimuat, tetapi tidak memuatnya: belum dicatat di "
            "sana, atau tercatat dengan judul dan tanggal yang lain.",
            why_en="The other party's register is loaded too and does not tell of it: it is "
            "missing there, or stands there under another title and date.",
            remedy="Cocokkan kedua register; gabungkan bila ternyata satu dokumen.",
            remedy_en="Compare the two registers; merge them where it is one document.",
            # Told by a register, and parties of two regions whose registers are loaded.
            base="$several AND size([(a)<-[:TELLS]-(r:Record) WHERE r.owner IS NOT NULL | 1]) > 0 "
            f"AND size(reduce(found = [], code IN {_KEEPERS} "
            "| CASE WHEN code IN found THEN found ELSE found + code END)) > 1",
            holds=f"any(code IN {_KEEPERS} WHERE NOT code IN "
            "[(a)<-[:TELLS]-(r:Record) WHERE r.owner IS NOT NULL | r.owner])",
            columns=("form", "signed_on"),
        ),
        Check(
            "nama-terbuka",
            "Kesepakatan dengan nama pihak yang belum pasti",
            "Agreements with a party's name left open",
            "nama",
            why="Nama itu cocok dengan lebih dari satu wilayah atau OPD, atau tidak dikenal; "
            "supaya tidak salah sambung, pihaknya dibiarkan terbuka.",
            why_en="The name fits more than one region or department, or none; so as not to link "
            "the wrong one, the party is left open.",
            remedy="Pilih yang dimaksud; pilihannya diingat untuk pemuatan berikutnya.",
            remedy_en="Choose the one that is meant; the choice is remembered for later loads.",
            holds="coalesce(a.open_count, 0) > 0",
            columns=("open_parties", "signed_on"),
        ),
        Check(
            "barangkali-kembar",
            "Pasangan catatan yang barangkali satu kesepakatan",
            "Pairs of records that may be one agreement",
            "nama",
            "pair",
            "Satu dokumen yang tercatat dua kali dihitung dua kali.",
            "A document recorded twice counts twice.",
            "Bandingkan keduanya: gabungkan bila sama, nyatakan berbeda bila tidak.",
            "Compare the two: merge them where they are one, else say that they differ.",
        ),
        Check(
            "jenis-tebakan",
            "Mitra yang jenisnya baru dugaan atau belum diketahui",
            "Partners whose kind is a guess or not known",
            "nama",
            "partner",
            "Jenis mitra menentukan skemanya: swasta menjadi KSDPK, instansi pusat sinergi.",
            "A partner's kind decides the scheme: private makes KSDPK, central makes synergy.",
            "Sebut jenisnya dalam register, mulai dari mitra dengan kesepakatan terbanyak.",
            "State the kind in the register, beginning with those that have most agreements.",
            holds="p.kind = 'other' OR coalesce(p.kind_guessed, false)",
        ),
        Check(
            "nama-mirip",
            "Pasangan mitra yang namanya hampir sama",
            "Pairs of partners with nearly the same name",
            "nama",
            "likeness",
            "Satu lembaga yang ditulis dengan dua cara tampak sebagai dua mitra, dan "
            "kesepakatannya terbagi.",
            "One body written in two ways shows as two partners, and its agreements are split.",
            "Samakan penulisannya dalam register, lalu muat lagi; biarkan bila memang berbeda.",
            "Write it in one way in the register and load it again; leave those that do differ.",
        ),
    )
}

# Subject of a check → by what of a `graph.quality.Scope` it can be narrowed.
FOLLOWS = {
    "region": ("province",),
    "report": ("province", "owner"),
    "agreement": ("province", "owner", "load"),
    "pair": ("province", "owner", "load"),
    "partner": ("province", "owner", "load"),
    "likeness": ("province", "owner", "load"),
}
