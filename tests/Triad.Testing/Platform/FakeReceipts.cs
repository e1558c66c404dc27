using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Triad.V1;

namespace Triad.Testing.Platform;

/// <summary>ReceiptService of the fake platform.</summary>
internal sealed class FakeReceipts(PlatformScript script) : ReceiptService.ReceiptServiceBase
{
    /// <summary>The receipt of everything.</summary>
    public static Receipt Of(string tenant, string video, string jws) => new()
    {
        Id = "er_1",
        TenantId = tenant,
        VideoId = video,
        RequestedBy = "key0",
        StartTime = Timestamp.FromDateTimeOffset(DateTimeOffset.UnixEpoch),
        FinishTime = Timestamp.FromDateTimeOffset(DateTimeOffset.UnixEpoch.AddSeconds(1)),
        Stores = { new ErasedStore { Name = "vectors", Unit = "vectors", Before = 7, After = 0 } },
        Remainders = { new ErasureRemainder { What = "Logs may name it." } },
        Jws = jws,
    };

    public override Task<Receipt> GetReceipt(GetReceiptRequest request, ServerCallContext context) =>
        Task.FromResult(Of(request.TenantId, request.VideoId, script.ReceiptJws));

    public override Task<ListReceiptsResponse> ListReceipts(ListReceiptsRequest request, ServerCallContext context)
    {
        var gone = Of("gone", "", "");
        return Task.FromResult(new ListReceiptsResponse
        {
            Receipts = { new ReceiptEntry { TenantId = gone.TenantId, StartTime = gone.StartTime, FinishTime = gone.FinishTime } },
        });
    }
}
