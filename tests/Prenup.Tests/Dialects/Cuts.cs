namespace Prenup.Tests.Dialects;

/// <summary>Where to cut a recorded body: everywhere up to 8 KiB, at 64 places drawn once and for all above.</summary>
internal static class Cuts
{
    private const int Everywhere = 8 * 1024;

    public static IEnumerable<int> Of(int length)
    {
        if (length <= Everywhere)
        {
            return Enumerable.Range(1, Math.Max(0, length - 1));
        }
        var draw = new Random(length);
        return Enumerable.Range(0, 64).Select(_ => draw.Next(1, length));
    }
}
