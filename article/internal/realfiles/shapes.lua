-- What Markdown has no words for, drawn as each format draws it: text boxes, fields, columns, tables with spans.

local function escape(text)
  return (text:gsub("&", "&amp;"):gsub("<", "&lt;"):gsub(">", "&gt;"))
end

local function wordBox(text)
  local inner = '<w:txbxContent><w:p><w:r><w:t xml:space="preserve">' .. escape(text) .. '</w:t></w:r></w:p></w:txbxContent>'
  return '<w:p><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="wps">'
    .. '<w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    .. '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
    .. '<wps:wsp xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:txbx>' .. inner
    .. '</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict>'
    .. '<v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox>' .. inner .. '</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>'
end

local function textBox(div)
  local text = pandoc.utils.stringify(div)
  if FORMAT == "docx" then
    return pandoc.RawBlock("openxml", wordBox(text))
  elseif FORMAT == "odt" then
    return pandoc.RawBlock("opendocument", '<text:p><draw:frame text:anchor-type="paragraph" svg:width="8cm"><draw:text-box><text:p>'
      .. escape(text) .. '</text:p></draw:text-box></draw:frame></text:p>')
  end
end

local function section(columns)
  return pandoc.RawBlock("openxml", '<w:p><w:pPr><w:sectPr><w:type w:val="continuous"/><w:cols w:num="' .. columns .. '"/></w:sectPr></w:pPr></w:p>')
end

function Div(div)
  if div.classes:includes("textbox") then
    return textBox(div)
  elseif div.classes:includes("columns") and FORMAT == "docx" then
    local blocks = pandoc.List({section(1)})
    blocks:extend(div.content)
    blocks:insert(section(2))
    return blocks
  end
end

function Span(span)
  if not span.classes:includes("field") then
    return nil
  end
  local text = escape(pandoc.utils.stringify(span))
  if FORMAT == "docx" then
    return pandoc.RawInline("openxml", '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> SAVEDATE \\@ "d MMMM yyyy" </w:instrText></w:r>'
      .. '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>' .. text .. '</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>')
  elseif FORMAT == "odt" then
    return pandoc.RawInline("opendocument", '<text:author-name text:fixed="true">' .. text .. '</text:author-name>')
  end
end

function RawBlock(raw)
  if raw.format == "html" and raw.text:match("^%s*<table") then
    return pandoc.read(raw.text, "html").blocks
  end
end
