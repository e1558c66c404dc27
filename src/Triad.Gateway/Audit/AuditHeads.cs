using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Triad.Core.Audit;
using Triad.Gateway.Tokens;

namespace Triad.Gateway.Audit;

/// <summary>Heads of chains with the platform's signature: a line of JSON, a blank, and a token that has the same as its body.</summary>
internal static class AuditHeads
{
    /// <summary>Signs a head.</summary>
    public static string Sign(TokenSigner signer, AuditHead head)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(head);
        return $"{Encoding.UTF8.GetString(body)} {signer.Sign(TokenPurpose.AuditHead, null, body, lifetime: null)}";
    }

    /// <summary>Reads a signed head: what it says, and whether the platform said so; null where it is none.</summary>
    public static (AuditHead Head, bool IsSigned)? Read(TokenSigner signer, string signed)
    {
        var blank = signed.LastIndexOf(' ');
        if (blank < 0)
            return null;
        try
        {
            var body = signed[..blank];
            if (JsonSerializer.Deserialize<AuditHead>(body) is not { Chain.Length: > 0, Hash.Length: > 0 } head)
                return null;
            var token = signed[(blank + 1)..].Trim();
            return (head, Base64Url.IsValid(token) && signer.Open(TokenPurpose.AuditHead, null, token) is { } bytes && Encoding.UTF8.GetString(bytes) == body);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
