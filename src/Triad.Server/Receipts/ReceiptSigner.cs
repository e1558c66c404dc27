using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Triad.Core.Erasure;
using Triad.Core.Errors;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Erasure;
using Triad.Server.Data;
using Triad.Server.Hosting;

namespace Triad.Server.Receipts;

/// <summary>
/// Signs receipts with this process's key. Its public half is published, durably, before anything is signed with it, and stays published when
/// another key takes its place.
/// </summary>
internal sealed class ReceiptSigner : IReceiptSigner, IDisposable
{
    private readonly IGrainFactory _grains;
    private readonly ECDsa _key;
    private readonly SigningCredentials _credentials;
    private readonly ReceiptKey _published;
    private readonly JsonWebTokenHandler _tokens = new() { SetDefaultTimesOnTokenCreation = false };
    private volatile bool _isPublished;

    /// <summary>Reads the key, or makes it.</summary>
    /// <exception cref="StartException">The file in the data directory is damaged.</exception>
    public ReceiptSigner(DataFolder data, IGrainFactory grains, IOptions<ReceiptOptions> options, TimeProvider time)
    {
        _grains = grains;
        _key = Open(options.Value.KeyFile, data.ReceiptKeyPath);
        var security = new ECDsaSecurityKey(_key);
        var web = JsonWebKeyConverter.ConvertFromECDsaSecurityKey(security);
        security.KeyId = Base64UrlEncoder.Encode(web.ComputeJwkThumbprint());
        _credentials = new SigningCredentials(security, SecurityAlgorithms.EcdsaSha256);
        _published = new ReceiptKey(security.KeyId, web.X, web.Y, time.GetUtcNow());
    }

    /// <inheritdoc/>
    public async Task<Result<string>> SignAsync(ErasureStatement statement, CancellationToken cancellationToken)
    {
        var published = await PublishAsync(cancellationToken);
        if (!published.IsOk)
            return published.Error;
        var header = new Dictionary<string, object> { [JwtHeaderParameterNames.Typ] = ErasureStatement.MediaType };
        return _tokens.CreateToken(Encoding.UTF8.GetString(statement.ToJson().Span), _credentials, header);
    }

    /// <summary>Publishes the key, once.</summary>
    public async Task<Result> PublishAsync(CancellationToken cancellationToken)
    {
        if (_isPublished)
            return Result.Ok;
        var published = await _grains.ReceiptKeys().PublishAsync(_published, cancellationToken);
        _isPublished = published.IsOk;
        return published;
    }

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();

    private static ECDsa Open(string? given, string own)
    {
        try
        {
            return given is not null ? SigningKeyFile.Read(given) : SigningKeyFile.ReadOrMake(own);
        }
        catch (Exception problem) when (problem is CryptographicException or ArgumentException)
        {
            throw new StartException(
                $"'{given ?? own}' is no private key for receipts: {problem.Message} Move it away to have a new one made; receipts of before stay valid.",
                problem);
        }
    }
}
