namespace Prenup.Core.Offers;

/// <summary>Which of Azure's URL forms an account speaks, and the version that its query names.</summary>
public sealed record AzureApi
{
    private AzureApi(AzureForm form, string? version) => (Form, Version) = (form, version);

    /// <summary><c>/openai/v1/…</c>: the model is in the body, no version is needed.</summary>
    public static AzureApi V1 { get; } = new(AzureForm.V1, null);

    /// <summary><c>/models/…</c> of Foundry, for models of other makers; its one version is from recorded traffic.</summary>
    public static AzureApi Models { get; } = new(AzureForm.Models, "2024-05-01-preview");

    /// <summary>The form.</summary>
    public AzureForm Form { get; }

    /// <summary>The value of <c>api-version</c>; null where none is sent.</summary>
    public string? Version { get; }

    /// <summary><c>/openai/deployments/{deployment}/…</c> at a dated version: the path chooses the model, the body's is ignored.</summary>
    public static AzureApi Classic(string version) => new(AzureForm.Classic, version);
}
