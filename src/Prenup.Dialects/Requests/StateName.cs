namespace Prenup.Dialects.Requests;

/// <summary>Names, at any depth, that matter to references to stored state.</summary>
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
}
