using Prenup.Core.Offers;
using Prenup.Core.Ports;

namespace Prenup.Gateway.Sending;

/// <summary>What the head of an Azure reply says of who served it.</summary>
internal static class AzureHead
{
    /// <summary>Reads the head; nothing for other clouds, whose headers mean something else.</summary>
    public static ServedBy Read(Account account, HttpResponseMessage response, IssuedCredential credential) =>
        account.Cloud == Cloud.Azure
            ? new ServedBy(
                AnswerReader.Clean(response, "x-ms-served-model", credential),
                AnswerReader.Clean(response, "azureai-processed-tier", credential),
                AnswerReader.Header(response, "x-ms-is-spilled-over") is "true"
                    ? AnswerReader.Clean(response, "x-ms-deployment-name", credential)
                    : null
            )
            : default;
}
