namespace Prenup.Dialects.Replies;

/// <summary>What a chunk says about one answer.</summary>
internal struct ChoiceReading
{
    public int Index;
    public bool HasContent;
    public bool HasFinished;
    public bool FinishedInError;
    public int OutputBytes;
}
