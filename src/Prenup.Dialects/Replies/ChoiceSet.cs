namespace Prenup.Dialects.Replies;

/// <summary>Which of a chat's answers, by their index. A request has at most 128.</summary>
internal struct ChoiceSet
{
    private const int Most = 128;
    private UInt128 _bits;

    /// <summary>How many there are.</summary>
    public readonly int Count => (int)UInt128.PopCount(_bits);

    /// <summary>Adds an answer; an index out of range counts as the last.</summary>
    public void Add(int index) => _bits |= UInt128.One << Math.Clamp(index, 0, Most - 1);
}
