using Microsoft.IdentityModel.Protocols;

namespace Triad.Gateway.Authentication.Oidc;

/// <summary>Fetches an issuer's documents within the time that there is; the library's own retriever does not look at its token.</summary>
internal sealed class IssuerDocuments(HttpClient http) : IDocumentRetriever
{
    /// <inheritdoc/>
    public Task<string> GetDocumentAsync(string address, CancellationToken cancel) => http.GetStringAsync(new Uri(address), cancel);
}
