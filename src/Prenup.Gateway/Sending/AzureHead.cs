using Prenup.Core.Offers;

namespace Prenup.Gateway.Sending;

/// <summary>What the head of an Azure reply says of who served it.</summary>
internal static class AzureHead
{
    /// <summary>Reads the head; nothing for other clouds, whose headers mean something else.</summary>
    public static ServedBy Read(Account account, HttpResponseMessage response) =>
        account.Cloud == Cloud.Azure
            ? new ServedBy(
                AnswerReader.Header(response, "x-ms-served-model"),
                AnswerReader.Header(response, "azureai-processed-tier"),
                AnswerReader.Header(response, "x-ms-is-spilled-over") is "true"
                    ? AnswerReader.Header(response, "x-ms-deployment-name")
                    : null
            )
            : default;
}
