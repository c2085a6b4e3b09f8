"""What is doubtful about a row that is taken all the same, and is told with it."""

from __future__ import annotations

from graph.errors import ValueRefused


class WordUnknown(ValueRefused):
    """A word of the office's own for a form, a stage, a scheme or an affair."""

    text = "Kolom {field} berisi “{value}”, yang tidak dikenal dan dibiarkan kosong."
    remedy = "Tulis dengan kata dari kosakata, atau biarkan."


class YieldWithoutAmount(ValueRefused):
    """A yield of which nobody says how much."""

    text = "Kolom {field} berisi “{value}” tanpa jumlah, jadi tidak dicatat sebagai hasil."
    remedy = "Tambahkan jumlahnya, mis. “jasa giro = 2511548710 (2018)”, atau biarkan."


class AffairFromTitle(ValueRefused):
    """An affair that only the title tells."""

    text = "Urusan {value} ditafsirkan dari judul."
    remedy = "Isi kolom {field} bila urusannya lain."


class SchemeDiffers(ValueRefused):
    """A scheme that does not follow from the parties."""

    text = "Register menyebut {stated}, tetapi menurut para pihaknya {derived}."
    remedy = "Periksa para pihak; skema mengikuti PP 28/2018."


class EndsDiffer(ValueRefused):
    """A stated end that the stated term does not give."""

    text = "Tanggal berakhir {stated} tidak sesuai dengan jangka waktu, yang memberi {computed}."
    remedy = "Periksa kolom {field} dan jangka waktunya; yang dipakai tanggal yang tertulis."


class MergeContradicts(ValueRefused):
    """A row of an agreement that two registers tell, of which it now tells something else."""

    text = "Baris ini satu dengan “{title}” dari register lain, tetapi isinya kini berbeda."
    remedy = "Bila memang naskah lain, pisahkan di Muat → Mungkin sama."
