using Prenup.Core.Prices;

namespace Prenup.Stores.Journal;

/// <summary>The texts that numbers stand for in the segment that is read.</summary>
public sealed class LabelTexts
{
    /// <summary>What stands for a text whose labels are both damaged.</summary>
    public const string Lost = "(lost)";

    private readonly List<string?> _texts = [null];
    private readonly List<Terms?> _terms = [null];

    /// <summary>The highest number there is.</summary>
    public int Highest => _texts.Count - 1;

    /// <summary>Takes a label.</summary>
    public void Add(int number, string text)
    {
        while (_texts.Count <= number)
        {
            _texts.Add(null);
            _terms.Add(null);
        }
        _texts[number] = text;
    }

    /// <summary>Begins anew, for another segment.</summary>
    public void Clear()
    {
        _texts.RemoveRange(1, _texts.Count - 1);
        _terms.RemoveRange(1, _terms.Count - 1);
    }

    /// <summary>The text of a label.</summary>
    public string Text(int number) => number < _texts.Count && _texts[number] is { } text ? text : Lost;

    /// <summary>The terms whose line a label holds.</summary>
    public Terms Terms(int number) => number < _terms.Count ? _terms[number] ??= TermsOf(Text(number)) : TermsOf(Lost);

    /// <summary>The terms of a line; of one that is none, a price of that name without rates.</summary>
    public static Terms TermsOf(string line)
    {
        try
        {
            return TermsText.Parse(line);
        }
        catch (FormatException)
        {
            return new Terms(line, DateTimeOffset.UnixEpoch, "", 0);
        }
    }
}
