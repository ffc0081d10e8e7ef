namespace Prenup.Dialects.Replies;

/// <summary>
/// The shape that most events of a chat stream share: the same bytes before and behind one piece of text. An event that
/// differs from an understood one in nothing but that text is understood without parsing it again.
/// </summary>
internal sealed class DeltaTemplate
{
    private const int Longest = 4 << 10;
    private byte[] _prefix = [];
    private byte[] _suffix = [];

    /// <summary>What was understood of the event that was learned.</summary>
    public EventReading Reading { get; private set; }

    /// <summary>Takes an understood event as the template.</summary>
    /// <param name="data">The event's data.</param>
    /// <param name="text">Where its text stands, without the quotes.</param>
    /// <param name="length">The text's length in bytes.</param>
    /// <param name="reading">What the event is.</param>
    public void Learn(ReadOnlySpan<byte> data, int text, int length, EventReading reading)
    {
        // A model name behind the text would move with it.
        if (data.Length > Longest || reading.Role != EventRole.Content || reading.ModelOffset > text)
        {
            return;
        }
        Keep(ref _prefix, data[..text]);
        Keep(ref _suffix, data[(text + length)..]);
        Reading = reading;
    }

    /// <summary>Whether an event is the template with another text; then how long that text is.</summary>
    public bool Matches(ReadOnlySpan<byte> data, out int length)
    {
        length = data.Length - _prefix.Length - _suffix.Length;
        if (length <= 0 || _prefix.Length == 0 || !data.StartsWith(_prefix) || !data.EndsWith(_suffix))
        {
            return false;
        }
        // Plain text alone: no quote that would end it, no escape that could be broken, no control character.
        var text = data.Slice(_prefix.Length, length);
        return text.IndexOfAny((byte)'"', (byte)'\\') < 0 && text.IndexOfAnyInRange((byte)0, (byte)0x1F) < 0;
    }

    // Nearly every event that is parsed in full has the same shape as the one before it.
    private static void Keep(ref byte[] kept, ReadOnlySpan<byte> bytes)
    {
        if (!bytes.SequenceEqual(kept))
        {
            kept = bytes.ToArray();
        }
    }
}
