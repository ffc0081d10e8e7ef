namespace Prenup.Core.Offers;

/// <summary>Who sells inference. Never renumber: the journal stores the number.</summary>
public enum Cloud : byte
{
    /// <summary>OpenAI itself.</summary>
    OpenAi = 0,

    /// <summary>Azure OpenAI and Microsoft Foundry.</summary>
    Azure = 1,
}
