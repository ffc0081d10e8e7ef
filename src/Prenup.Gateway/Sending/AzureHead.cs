using Prenup.Core.Offers;

namespace Prenup.Gateway.Sending;

/// <summary>What the head of an Azure reply says of who served it.</summary>
internal static class AzureHead
{
    /// <summary>Reads the head; nothing for other clouds, whose headers mean something else.</summary>
    /// <param name="account">Whose reply it is.</param>
    /// <param name="header">Finds a header's value by its name; null where it is absent.</param>
    public static ServedBy Read(Account account, Func<string, string?> header) =>
        account.Cloud == Cloud.Azure
            ? new ServedBy(
                header("x-ms-served-model"),
                header("azureai-processed-tier"),
                header("x-ms-is-spilled-over") is "true" ? header("x-ms-deployment-name") : null
            )
            : default;
}
