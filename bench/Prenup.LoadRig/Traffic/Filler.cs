using System.Text;

namespace Prenup.LoadRig.Traffic;

/// <summary>Text that fills a message up to its size.</summary>
internal static class Filler
{
    private const string Words =
        "the quick brown fox jumps over the lazy dog while seven clouds drift by and nobody counts them, ";

    /// <summary>Exactly that many characters, all of which JSON takes as they are.</summary>
    public static string Text(int length)
    {
        var text = new StringBuilder(length + Words.Length);
        while (text.Length < length)
        {
            text.Append(Words);
        }

        return text.ToString(0, length);
    }
}
