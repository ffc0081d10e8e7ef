namespace Prenup.Dialects.Requests;

/// <summary>Names, at any depth, that matter to references to stored state, and to what is no text.</summary>
internal enum StateName : byte
{
    None,
    FileId,
    FileIds,
    VectorStoreId,
    VectorStoreIds,
    Container,
    ContainerId,
    SkillId,
    EncryptedContent,
    Id,
    Type,
    Audio,
    Parameters,
    ImageUrl,
    InputAudio,
    FileData,
    FileUrl,
    AudioUrl,
    VideoUrl,
}
