namespace Prenup.Dialects.Requests;

/// <summary>A run of bytes in a body. <c>default</c> is "not there": no JSON value has length 0.</summary>
/// <param name="Offset">Bytes from the body's first byte.</param>
/// <param name="Length">In bytes.</param>
public readonly record struct ByteRange(int Offset, int Length)
{
    /// <summary>Whether there is such a value in the body.</summary>
    public bool IsPresent => Length > 0;

    /// <summary>The first offset behind the run.</summary>
    public int End => Offset + Length;
}
