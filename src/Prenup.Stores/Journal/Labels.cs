using System.Text;
using Prenup.Core.Prices;

namespace Prenup.Stores.Journal;

/// <summary>
/// The numbers that stand for texts in the segment that is written. The first use of a text makes a label, which is written
/// twice before the entry: a flipped byte in one of them loses nothing. Used under the journal's lock.
/// </summary>
public sealed class Labels
{
    /// <summary>Bytes of the longest name: of a key, a model, an offer.</summary>
    public const int Name = 256;

    /// <summary>Bytes that the labels of one name take at most.</summary>
    public const int NameBytes = 2 * (LabelRecord.Overhead + Name);

    /// <summary>Bytes that the labels of one line of terms take at most.</summary>
    public const int TermsBytes = 2 * (LabelRecord.Overhead + LabelRecord.LongestText);

    private const int Most = 1 << 14; // of one segment; what comes beyond stands in the entries themselves
    private readonly Dictionary<string, int> _texts = new(StringComparer.Ordinal);
    private readonly Dictionary<Terms, int> _terms = [];
    private readonly List<object> _new = [];
    private int _used; // numbers that this process did not give
    private byte[] _records = new byte[4096];
    private int _length;

    /// <summary>The records of labels that were made since the last <see cref="Written"/>; they come before the entry.</summary>
    public ReadOnlySpan<byte> New => _records.AsSpan(0, _length);

    private int Next => _used + _texts.Count + _terms.Count + 1;

    /// <summary>The number of a text; 0 where it has none and stands in the entry.</summary>
    public int Of(string? text)
    {
        if (text is null)
        {
            return 0;
        }
        if (_texts.TryGetValue(text, out var number) || text.Length > Name || Next > Most)
        {
            return number;
        }
        number = Next;
        _texts.Add(text, number);
        Make(text, number, text, Name);
        return number;
    }

    /// <summary>The number of the line of terms; 0 where it has none and stands in the entry.</summary>
    public int Of(Terms? terms)
    {
        if (terms is null || _terms.TryGetValue(terms, out var number) || Next > Most)
        {
            return terms is null ? 0 : _terms.GetValueOrDefault(terms);
        }
        number = Next;
        _terms.Add(terms, number);
        Make(terms, number, Line(terms), LabelRecord.LongestText);
        return number;
    }

    /// <summary>The line of terms, as <see cref="TermsText"/> writes it; where that is too long, without rates.</summary>
    public static string Line(Terms terms)
    {
        const int priceLength = 80;
        const int tierLength = 20; // nine bytes at most for each character, with the line's other words below the limit
        return Fits(terms.Text) ? terms.Text
            : Fits((terms with { Bands = [] }).Text) ? (terms with { Bands = [] }).Text
            : new Terms(
                Cut(terms.PriceId, priceLength),
                terms.ValidFrom,
                Cut(terms.Tier, tierLength),
                terms.AboveInputTokens
            ).Text;
    }

    /// <summary>The new labels are in the segment.</summary>
    public void Written()
    {
        _length = 0;
        _new.Clear();
    }

    /// <summary>The new labels could not be written: they never were.</summary>
    public void Forget()
    {
        foreach (var label in _new)
        {
            _ = label is string text ? _texts.Remove(text) : _terms.Remove((Terms)label);
        }
        Written();
    }

    /// <summary>Begins anew, for another segment.</summary>
    public void Clear() => Begin(0);

    /// <summary>Begins anew, in a segment where numbers are used already.</summary>
    public void Begin(int used)
    {
        _used = used;
        _texts.Clear();
        _terms.Clear();
        Written();
    }

    private static bool Fits(string line) => Encoding.UTF8.GetByteCount(line) <= LabelRecord.LongestText;

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];

    private void Make(object label, int number, string text, int limit)
    {
        _new.Add(label);
        for (var copy = 0; copy < 2; copy++)
        {
            if (_records.Length < _length + LabelRecord.Overhead + limit)
            {
                Array.Resize(ref _records, _records.Length * 2);
            }
            _length += LabelRecord.Write(_records.AsSpan(_length), number, text, limit);
        }
    }
}
