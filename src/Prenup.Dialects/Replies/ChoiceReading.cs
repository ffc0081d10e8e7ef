namespace Prenup.Dialects.Replies;

/// <summary>What a chunk says about one answer.</summary>
internal struct ChoiceReading
{
    public int Index;
    public bool HasContent;
    public bool HasFinished;
    public bool FinishedInError;
    public int OutputBytes;

    /// <summary>How many pieces of content were seen, and where the last plain text of them stands, without its quotes.</summary>
    public int Pieces;
    public int TextOffset;
    public int TextLength;
}
