package dev.patchbay.declaration;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.Test;

public class DataImageTest {
    private static final String HEAD = "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink'>";

    private static Optional<String> image(String type, byte... bytes) {
        return DataImage.fault("data:image/" + type + ";base64," + Base64.getEncoder().encodeToString(bytes));
    }

    private static Optional<String> svg(String text) {
        return image("svg+xml", text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    public void imagesThatAreWhatTheySayAreRight() {
        assertEquals(Optional.empty(), image("png", new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0}));
        assertEquals(Optional.empty(), image("jpeg", new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 0}));
        assertEquals(Optional.empty(), image("webp", "RIFF1234WEBPVP8 ".getBytes(StandardCharsets.US_ASCII)));
        assertEquals(Optional.empty(), svg("<?xml version='1.0'?><!-- c -->" + HEAD + "<title>A</title><style>.a{fill:url(#g)}</style>"
                + "<defs><linearGradient id='g'/></defs><use xlink:href='#p'/><use href='#p'/>"
                + "<path class='a' id='p' style='fill: url( \"#g\" )' d='M0 0h1'/></svg>"));
    }

    @Test
    public void otherBytesAndOtherFormsAreRefused() {
        for (String type : List.of("png", "jpeg", "webp", "svg+xml")) {
            assertTrue(type, image(type, "GIF89a".getBytes(StandardCharsets.US_ASCII)).isPresent());
        }
        for (String url : List.of("data:image/gif;base64,R0lGODlh", "data:image/png,iVBORw0KGgo=", "data:image/png;base64,",
                "data:image/png;base64,iVBOR w0KGgo=", "data:image/svg+xml;utf8,<svg/>",
                "data:image/png;charset=x;base64,iVBORw0KGgo=", "DATA:image/png;base64,iVBORw0KGgo=", "data:text/html;base64,AAAA",
                "data:image/png;base64,iVBORw0KGgo=\n")) {
            assertTrue(url, DataImage.fault(url).isPresent());
        }
    }

    @Test
    public void theLongestIsSixtyFourKibibytes() {
        String head = "data:image/png;base64,iVBORw0KGgo";
        assertEquals(Optional.empty(), DataImage.fault(head + "A".repeat(65_534 - head.length())));
        assertEquals(Optional.of("The image is larger than 64 KiB."), DataImage.fault(head + "A".repeat(65_537 - head.length())));
    }

    @Test
    public void svgThatActsOrRefersElsewhereIsRefused() {
        for (String bad : List.of(
                "<script>1</script>", "<SCRIPT/>", "<g onload='x'/>", "<g ONCLICK='x'/>", "<foreignObject/>",
                "<use href='https://e.example/x#p'/>", "<use xlink:href='//e.example'/>", "<use href='data:image/svg+xml,x'/>",
                "<image href='#a'/>", "<a href='javascript:1'/>", "<path fill='url(https://e.example)'/>",
                "<path style='fill:URL( x )'/>", "<style>@import 'x';</style>", "<style>a{fill:u\\72l(x)}</style>",
                "<style><![CDATA[a{background:url(//e.example)}]]></style>", "<style>a{fill:url/**/(x)}</style>",
                "<style>a{background:image-set('x' 1x)}</style>", "<set attributeName='href' to='x'/>", "<animate/>",
                "<html xmlns='http://www.w3.org/1999/xhtml'/>", "<g xml:base='https://e.example/'/>", "<?xml-stylesheet href='x'?>",
                "<unclosed>")) {
            assertTrue(bad, svg(HEAD + bad + "</svg>").isPresent());
        }
    }

    @Test
    public void anotherRootAndADocumentTypeAreRefused() {
        assertTrue(svg("<svg/>").isPresent());
        assertTrue(svg("<html xmlns='http://www.w3.org/1999/xhtml'/>").isPresent());
        assertTrue(svg("<!DOCTYPE svg>" + HEAD + "</svg>").isPresent());
        assertTrue(svg("<!DOCTYPE svg [<!ENTITY a 'x'>]>" + HEAD + "&a;</svg>").isPresent());
        assertTrue(svg("<!DOCTYPE svg SYSTEM 'file:///etc/passwd'>" + HEAD + "</svg>").isPresent());
        assertTrue(svg("").isPresent());
        assertTrue(svg(HEAD + "</svg>" + HEAD + "</svg>").isPresent());
    }
}
